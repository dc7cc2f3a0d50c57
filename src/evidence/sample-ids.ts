/** Ids, hashes and names of output that people make up for examples and tests, or that tools number: nothing is found by them. */

/** `turn-2`, `write_file-1`, `test-session-1`: words and a small number. */
const NUMBERED = /^(?:[A-Za-z]+[-_]?)+\d{1,3}(?:-[a-z]+)*$/;
/** Ids inside an agent's transcript or a forge's database, which no command takes. */
const INTERNAL = /^(?:(?:toolu|call|msg|chatcmpl)_[\w-]+|[A-Z]{1,6}_kw[\w-]+|MD[A-Za-z0-9]{3,}[\w-]{8,})$/;
const WORDS = /deadbeef|cafebabe|badc0ffee?|feedface|123456|abcdef|^x{4,}/i;

/** Whether an id or hash was made up: it counts, repeats itself, or takes turns of counted letters and digits. */
export function isSampleId(text: string): boolean {
  if (NUMBERED.test(text) || INTERNAL.test(text) || WORDS.test(text)) return true;
  const [first = ''] = text.split('-');
  const isUuid = text.length === 36;
  const letters = (isUuid ? first : text.replace(/[-_]/g, '')).toLowerCase();
  if (letters.length < 7) return false;
  if (new Set(letters).size <= 3) return true;
  if (/^(?:[a-z]\d){3,}[a-z]?$/.test(letters) && isCounting(letters.replace(/\d/g, ''))) return true;
  const runs = letters.match(/[a-z]+|\d+/g) ?? [];
  return runs.length > 1 && runs.every((run) => run.length > 1 && isCounting(run));
}

function isCounting(run: string): boolean {
  for (let index = 1; index < run.length; index++)
    if (run.charCodeAt(index) !== run.charCodeAt(index - 1) + 1) return false;
  return true;
}
