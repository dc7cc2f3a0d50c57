/** Text as a terminal and a person may see it: without characters that steer the one or hide from the other. */

const TERMINAL_SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[PX^_][^\u001b]*\u001b\\|\u001b[ -/]*[0-~]/g;

/** Control characters, and what Unicode calls ignorable: bidirectional marks, zero-width, variation selectors, tags. */
const INVISIBLE = /(?!\n)\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\ufff9-\ufffb]/gu;

const PICTURE = String.raw`\p{Extended_Pictographic}`;
/** Scripts whose letters join: a joiner, or its opposite, between two of them is spelling. */
const JOINING = `[${[
  'Arabic Syriac Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala',
  'Khmer Myanmar Tibetan',
]
  .flatMap((scripts) => scripts.split(' '))
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('')}]`;
/** Emoji made of several, with their colours and styles, and joiners within a word. */
const SPELLING = [
  String.raw`(?<=${PICTURE}[\ufe0f\p{EMod}]?)\u200d(?=${PICTURE})`,
  // A style belongs to a picture, or to the digit of a key cap; behind another digit it only hides.
  String.raw`(?<=${PICTURE}\p{EMod}?)\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)`,
  String.raw`(?<=${JOINING})[\u200c\u200d](?=${JOINING})`,
].join('|');
/** Invisible, and not part of how something is spelt. */
const HIDDEN = new RegExp(`(?!${SPELLING})(?:${INVISIBLE.source})`, 'gu');
const HIDDEN_BUT_SPACE = new RegExp(String.raw`(?![\t\r])${HIDDEN.source}`, 'gu');

/** Only what can be seen: lines end with a line feed, tabs are spaces, unpaired surrogates become U+FFFD. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(TERMINAL_SEQUENCES, '')
    .replace(/\r\n?|[\u2028\u2029\u0085\u000b\u000c]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(HIDDEN, '');
}

/**
 * Cheap and necessary: most texts hold nothing of it. Ranges may hold more than what hides, and what lies beyond the
 * first plane is found by the first half of its surrogates.
 */
const MAY_HIDE = new RegExp(
  String.raw`[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f]|` +
    String.raw`[\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|` +
    String.raw`[\ud82f\ud834\udb40-\udb43]`,
);

/** The text without what steers a terminal or hides from the eye; its white space stays as it is. */
export function withoutHidden(text: string): string {
  if (!MAY_HIDE.test(text)) return text;
  return text.replace(TERMINAL_SEQUENCES, '').replace(HIDDEN_BUT_SPACE, '');
}

/** The text without terminal sequences. */
export function withoutColours(text: string): string {
  return text.includes('\u001B') ? text.replace(TERMINAL_SEQUENCES, '') : text;
}

/** A value with every text in it without what hides; what holds nothing of it is not copied. */
export function withoutHiddenDeep<T>(value: T): T {
  if (typeof value === 'string') return withoutHidden(value) as T & string;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => withoutHiddenDeep(item));
    return items.every((item, index) => item === value[index]) ? value : (items as T & unknown[]);
  }
  // Every event passes here: nothing is made where nothing hides.
  let clean: Partial<T> | undefined;
  for (const key in value) {
    const item: unknown = value[key];
    if (typeof item !== 'string' && typeof item !== 'object') continue;
    const without = withoutHiddenDeep(value[key]);
    if (without === value[key]) continue;
    clean ??= {};
    clean[key] = without;
  }
  return clean === undefined ? value : { ...value, ...clean };
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
