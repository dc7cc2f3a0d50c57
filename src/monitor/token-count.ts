import { textPieces } from './text-pieces.ts';

/** About 25 KB of text, 20 ms of ordinary work, between two looks at what else there is to do. */
const PIECES_PER_BREATH = 64;

type Encode = (text: string) => number;

let encoder: Promise<Encode> | undefined;

/**
 * Tokens of `text` in OpenAI's o200k_base, by js-tiktoken, which is loaded at the first call (about half a second).
 * Other vendors' models take more tokens for the same text: see `tokensPerO200k`. Text is cut at words, and in
 * runs of over 64 bytes, so the count may be off by about a thousandth (more in text that has no words).
 * Rejects with the signal's reason.
 */
export async function countTokens(text: string, options: { signal?: AbortSignal } = {}): Promise<number> {
  const { signal } = options;
  signal?.throwIfAborted();
  const encode = await (encoder ??= loadEncoder());
  let tokens = 0;
  let pieces = 0;
  for (const piece of textPieces(text)) {
    if (++pieces % PIECES_PER_BREATH === 0) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
    tokens += encode(piece);
  }
  return tokens;
}

async function loadEncoder(): Promise<Encode> {
  const [{ Tiktoken }, { default: ranks }] = await Promise.all([
    import('js-tiktoken/lite'),
    import('js-tiktoken/ranks/o200k_base'),
  ]);
  const tokeniser = new Tiktoken(ranks);
  // Without the two lists, text such as <|endoftext|> would throw.
  return (text) => tokeniser.encode(text, [], []).length;
}
