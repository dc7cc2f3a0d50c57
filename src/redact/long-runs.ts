/** Shortest row of token characters that is looked at: no provider's token has a shorter one. */
const MIN_CORE = 16;

const DELIMITER = 0;
const PUNCTUATION = 1;
const CORE = 2;

/** What each ASCII character is to a token. Anything beyond ASCII is a delimiter. */
const CLASSES = classes();

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of '\\/.:;%@[]!#&*?^') table[character.charCodeAt(0)] = PUNCTUATION;
  for (let code = 48; code < 123; code += 1) {
    if (/[A-Za-z0-9]/.test(String.fromCharCode(code))) table[code] = CORE;
  }
  for (const character of '_+=~$-') table[character.charCodeAt(0)] = CORE;
  return table;
}

/**
 * Calls `replace` for each run (characters between spaces, quotes and brackets) that holds at least 16 token
 * characters in a row, and puts what it returns in its place. A loop over character codes, because it skips ordinary
 * text several times faster than a regular expression does.
 */
export function replaceLongRuns(text: string, replace: (run: string, start: number) => string): string {
  let result = '';
  let copied = 0;
  let runStart = 0;
  let core = 0;
  let long = false;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 32;
    const kind = code < 128 ? CLASSES[code] : DELIMITER;
    if (kind === CORE) {
      core += 1;
      if (core >= MIN_CORE) long = true;
      continue;
    }
    core = 0;
    if (kind === PUNCTUATION) continue;
    if (long) {
      const run = text.slice(runStart, index);
      const replaced = replace(run, runStart);
      if (replaced !== run) {
        result += text.slice(copied, runStart) + replaced;
        copied = index;
      }
      long = false;
    }
    runStart = index + 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}
