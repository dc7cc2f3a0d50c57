import { RecoveryError } from '../errors.ts';

/** The number that an option was given: whole and above 0. Throws `usage` for anything else; `absent` is what leaving it out means. */
export function wholeNumber(
  option: string,
  text: string | undefined,
  absent: { value: number; means: string },
): number {
  if (text === undefined) return absent.value;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new RecoveryError('usage', `${option} takes a whole number above 0, not ${JSON.stringify(text)}.`, {
    hint: `Leave it out ${absent.means}.`,
  });
}
