/** Text as a terminal and a person may see it: without characters that steer the one or hide from the other. */

// eslint-disable-next-line no-control-regex -- control characters are what it is for
const TERMINAL_SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[PX^_][^\u001b]*\u001b\\|\u001b[ -/]*[0-~]/g;

/** Control characters, and what Unicode calls ignorable: bidirectional marks, zero-width, variation selectors, tags. */
const INVISIBLE = /(?!\n)\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\ufff9-\ufffb]/gu;

/** Only what can be seen: lines end with a line feed, tabs are spaces, unpaired surrogates become U+FFFD. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(TERMINAL_SEQUENCES, '')
    .replace(/\r\n?|[\u2028\u2029\u0085\u000b\u000c]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, '');
}

/** The same JSON, with escapes for what cannot be seen: a terminal shows it safely, a program reads it exactly. */
export function visibleJson(json: string): string {
  return json.replace(INVISIBLE, (found) =>
    Array.from(
      { length: found.length },
      (_, index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** Visible text on one line. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}
