/** Splitting and comparing what people and agents write, without any model. */

const SENTENCE_END = /(?<=[.!?])(?<!\b(?:e\.g|i\.e|vs|cf|approx)\.)\s+(?=\S)|(?<=[。！？；])\s*(?=\S)|\n+/;
/** A line that was wrapped at a width: full, and the next goes on in lower case. */
const WRAP = /\n(?=\p{Ll})(?<=[^\n]{60}[\p{L}\p{N},]\n)/gu;
const LIST_MARK = /^\s*(?:[-*+•▪◦]|\d{1,2}[.)]|\([a-z0-9]\)|#{1,6})\s+/;

/**
 * Sentences and list items of a text, without code blocks and list marks; none longer than `maxChars`. What is longer
 * is taken apart at its commas.
 */
export function sentences(text: string, maxChars: number = 400): string[] {
  return withoutCode(text)
    .replace(WRAP, ' ')
    .split(SENTENCE_END)
    .flatMap((sentence) => (sentence.length > maxChars ? sentence.split(/(?<=[,;，；])\s*/) : sentence))
    .map((sentence) => sentence.replace(LIST_MARK, '').replace(/\*\*/g, '').trim())
    .filter((sentence) => sentence.length > 2 && sentence.length <= maxChars);
}

export function withoutCode(text: string): string {
  return text.includes('```') ? text.replace(/```[\s\S]*?(?:```|$)/g, '\n') : text;
}

const STOP_WORDS = new Set(
  (
    'the a an and or but if then else to of in on at by for with from into as is are was were be been it its this that ' +
    'these those we you i me my our your they them he she do does did done not no so can could should would will just ' +
    'now also please all any some there here have has had let lets make sure need want when what which how why about ' +
    'always never only must dont'
  ).split(' '),
);

/** Lower-case words that carry meaning; a run of Chinese, Japanese or Korean counts by its pairs of characters. */
export function contentWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text
    .toLowerCase()
    .replace(/['’]/g, '')
    .matchAll(/[\p{L}\p{N}_./-]+/gu)) {
    if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word)) {
      for (let index = 0; index < word.length - 1; index++) words.add(word.slice(index, index + 2));
      continue;
    }
    const bare = word.replace(/^[./-]+|[./-]+$/g, '');
    if (bare.length > 1 && !STOP_WORDS.has(bare))
      words.add(bare.length > 4 ? bare.replace(/(?:ing|ed|es|s)$/, '') : bare);
  }
  return words;
}

/** The share of `part`'s words that `whole` has too; 0 when there are none. */
export function coverage(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return 0;
  let common = 0;
  for (const word of part) if (whole.has(word)) common++;
  return common / part.size;
}

/** One line, with white space folded. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** At most `limit` characters, cut at a word, never inside a surrogate pair, with an ellipsis where cut. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > limit * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
