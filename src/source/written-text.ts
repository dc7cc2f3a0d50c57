import { asString } from './json.ts';

/** So much of what was written says which names the work is about. */
const MAX_CHARS = 6000;

/** The beginning of what a call writes, from the arguments that may hold it; undefined when none does. */
export function writtenText(...values: unknown[]): string | undefined {
  const text = values.flatMap((value) => asString(value)?.slice(0, MAX_CHARS) ?? []).join('\n');
  return text === '' ? undefined : text.slice(0, MAX_CHARS);
}
