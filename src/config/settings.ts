import * as z from 'zod/mini';
import { RecoveryError } from '../errors.ts';

/** Everything that can be configured. Names are the same in files, in flags and, in capitals, in the environment. */
export const Settings = z.strictObject({
  /** Fraction of the limit at which a recovery is prepared. */
  threshold: z.number().check(z.gt(0), z.lte(1)),
  /** Tokens of context that count as full; 0: what is known of the model and its agent. */
  limit_tokens: z.int().check(z.gte(0)),
  /** Size of the resume prompt, in characters. */
  max_chars: z.int().check(z.gte(1000), z.lte(100_000)),
  /** Whether the resume prompt asks the agent to wait for a confirmation. */
  confirm: z.boolean(),
  /** Agents whose sessions are looked for; empty: all. */
  agents: z.array(z.string()),
  /** Commands that `bootstrap --verify` runs, each without a shell. */
  verify: z.array(z.string()),
});
export type Settings = z.infer<typeof Settings>;
export type SettingName = keyof Settings;

export const DEFAULT_SETTINGS: Settings = {
  threshold: 0.8,
  limit_tokens: 0,
  max_chars: 8000,
  confirm: true,
  agents: [],
  verify: [],
};

export const SETTING_NAMES: readonly SettingName[] = z.keyof(Settings).options;

/** What a project that nobody approved may do: lower these, and nothing else. */
export const LOWERABLE: ReadonlySet<SettingName> = new Set(['threshold', 'max_chars']);

/** Checks values from a file, the environment or flags. Throws `config-invalid`, naming the setting and where it is. */
export function validSettings(values: unknown, where: string): Partial<Settings> {
  const result = z.partial(Settings).safeParse(values);
  if (result.success) return result.data as Partial<Settings>;
  const issue = result.error.issues[0];
  const unknown =
    issue?.code === 'unrecognized_keys' ? `unknown setting ${issue.keys.join(', ')}` : undefined;
  const what = unknown ?? `${issue?.path.join('.')}: ${issue?.message}`;
  throw new RecoveryError('config-invalid', `The configuration in ${where} is not valid: ${what}.`, {
    hint: `Settings are ${SETTING_NAMES.join(', ')}; \`recovery config\` shows what is in force.`,
  });
}

/** The value that a text stands for, by the type of the setting. Lists are separated by commas. */
export function settingFromText(name: SettingName, text: string): unknown {
  const example = DEFAULT_SETTINGS[name];
  if (Array.isArray(example)) return listFromText(text);
  if (typeof example === 'number') return Number(text);
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : text;
}

function listFromText(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
