const WINDOW_CHARS = 400;
const SHARE = 0.6;
const NEGATION =
  /\b(?:not?|never|nothing|none|avoid|without|stop|refused|don['’]?t|nie|niemals|kein\w*|nicht|nunca|jamás|sin)\b|n['’]t\b|[不勿别禁]|ない|ません/iu;

/** Whether a text says a sentence: most of its words close together, and as negated as it is. */
export function says(text: string, sentence: string): boolean {
  const wanted = words(sentence);
  const isNegated = NEGATION.test(sentence);
  const lower = text.toLowerCase();
  const step = WINDOW_CHARS / 4;
  for (let start = 0; start < Math.max(1, lower.length); start += step) {
    const window = lower.slice(start, start + WINDOW_CHARS);
    const share = wanted.filter((word) => window.includes(word)).length / wanted.length;
    if (share >= SHARE && (!isNegated || NEGATION.test(window))) return true;
  }
  return false;
}

/** Words; scripts without spaces give pairs of letters. */
function words(text: string): string[] {
  const found = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_./@:-]*/gu) ?? [];
  const parts = found.flatMap((word) =>
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(word)
      ? Array.from({ length: Math.max(1, word.length - 1) }, (_, at) => word.slice(at, at + 2))
      : [word.replace(/[./:-]+$/, '')],
  );
  return [...new Set(parts)].filter((word) => word.length > 1);
}

/** Whether a random value stands in a text as a whole. */
export function holds(text: string, value: string | number): boolean {
  const escaped = String(value).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])`, 'u').test(text);
}
