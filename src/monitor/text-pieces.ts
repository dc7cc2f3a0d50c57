/** Pieces of text are at most so long, in UTF-16 units. */
const MAX_PIECE_CHARS = 400;
/**
 * Tokenisers take a word, or a row of signs, as one unit, and js-tiktoken's time is quadratic in it: 100,000
 * letters without a space would take half an hour.
 */
const MAX_RUN_BYTES = 64;

const SPACE = 0x20;

type CharClass = 'space' | 'sign' | 'word';

/**
 * Cuts `text` into pieces that can be tokenised one by one: between words where there are words, so that the
 * tokens stay what they were, and within a run only where it is longer than any natural one.
 */
export function* textPieces(text: string): Generator<string> {
  let start = 0;
  let lastSpace = 0; // in front of the newest word of this piece
  let runBytes = 0;
  let runClass: CharClass | undefined;
  let index = 0;
  while (index < text.length) {
    const code = text.codePointAt(index) ?? 0;
    const found = charClass(code);
    if (found !== runClass) {
      if (code === SPACE) lastSpace = index;
      runClass = found;
      runBytes = 0;
    }
    runBytes += utf8Bytes(code);
    const full = index - start >= MAX_PIECE_CHARS;
    if (full || runBytes > MAX_RUN_BYTES) {
      const cut = full && lastSpace > start ? lastSpace : index;
      yield text.slice(start, cut);
      start = cut;
      if (cut === index) runBytes = utf8Bytes(code);
    }
    index += code > 0xffff ? 2 : 1;
  }
  if (start < text.length) yield text.slice(start);
}

function charClass(code: number): CharClass {
  if (code <= SPACE) return 'space';
  if (code > 0x7f) return 'word'; // emoji and exotic spaces too: all that matters is that their runs end
  const isWord =
    (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return isWord ? 'word' : 'sign';
}

function utf8Bytes(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code > 0xffff ? 4 : 3;
}
