import * as z from 'zod/mini';
import { RecoveryError } from '../errors.ts';
import { SETTING_NAMES, type Settings } from './settings.ts';

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

/** Checks values from a file, the environment or flags. Throws `config-invalid`, naming the setting and where it is. */
export function validSettings(values: unknown, where: string): Partial<Settings> {
  const result = schema.safeParse(values);
  if (result.success) return result.data as Partial<Settings>;
  const issue = result.error.issues[0];
  const unknown =
    issue?.code === 'unrecognized_keys' ? `unknown setting ${issue.keys.join(', ')}` : undefined;
  const what = unknown ?? `${issue?.path.join('.')}: ${issue?.message}`;
  throw new RecoveryError('config-invalid', `The configuration in ${where} is not valid: ${what}.`, {
    hint: `Settings are ${SETTING_NAMES.join(', ')}; \`recovery config\` shows what is in force.`,
  });
}
