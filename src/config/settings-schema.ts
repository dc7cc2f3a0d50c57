import * as z from 'zod/mini';
import { RecoveryError } from '../errors.ts';
import { SETTING_NAMES, type SettingName, type Settings } from './settings.ts';

const schema = z.partial(
  z.strictObject({
    threshold: z.number().check(z.gt(0), z.lte(1)),
    limit_tokens: z.int().check(z.gte(0)),
    max_chars: z.int().check(z.gte(1000), z.lte(100_000)),
    confirm: z.boolean(),
    agents: z.array(z.string()),
    verify: z.array(z.string()),
  }),
);

/** What the schema says, in words. */
const EXPECTED: Record<SettingName, string> = {
  threshold: 'a fraction above 0, at most 1',
  limit_tokens: 'a whole number, 0 or more',
  max_chars: 'a whole number from 1000 to 100000',
  confirm: 'true or false',
  agents: 'a list of names',
  verify: 'a list of commands',
};

/** Checks values from a file, the environment or flags. Throws `config-invalid`, naming the setting and where it is. */
export function validSettings(values: unknown, where: string): Partial<Settings> {
  const result = schema.safeParse(values);
  if (result.success) return result.data as Partial<Settings>;
  const issue = result.error.issues[0];
  throw new RecoveryError(
    'config-invalid',
    `The configuration in ${where} is not valid: ${problem(issue)}.`,
    {
      hint: `Settings are ${SETTING_NAMES.join(', ')}; \`recovery config\` shows what is in force.`,
    },
  );
}

const MAX_NAMED = 3;
const MAX_NAME_CHARS = 40;

/** The names come from a file of the project, which may be long. */
function named(keys: readonly string[]): string {
  const names = keys.slice(0, MAX_NAMED).map((key) => key.slice(0, MAX_NAME_CHARS));
  return `${names.join(', ')}${keys.length > MAX_NAMED ? ' …' : ''}`;
}

function problem(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return `unknown setting ${named(issue.keys)}`;
  const name = SETTING_NAMES.find((candidate) => candidate === issue?.path[0]);
  return name === undefined ? 'it is no list of settings and values' : `${name} must be ${EXPECTED[name]}`;
}
