import { messageText } from './message-text.ts';
import { countTokens } from './token-count.ts';

/** What an API adds around each message: role and separators. */
const FRAME_TOKENS = 4;

/** Counts lists of messages that grow: what was counted once, is remembered. */
export class MessageCounter {
  readonly #known = new WeakMap<object, { text: string; tokens: number }>();
  #run = 0;
  #countedTokens: number | undefined;

  /**
   * The request was sent: hands out what was counted for it, in tokens of o200k_base, and drops what is still being
   * counted. Undefined when nothing was counted since the last request.
   */
  requestSent(): number | undefined {
    const countedTokens = this.#countedTokens;
    this.#countedTokens = undefined;
    this.#run++;
    return countedTokens;
  }

  /** Tokens of o200k_base; undefined when meanwhile a later count was begun or the request was sent. */
  async count(messages: readonly unknown[], signal: AbortSignal | undefined): Promise<number | undefined> {
    const run = ++this.#run;
    let tokens = 0;
    for (const message of messages) tokens += FRAME_TOKENS + (await this.#countOne(message, signal));
    if (run !== this.#run) return undefined;
    this.#countedTokens = tokens;
    return tokens;
  }

  async #countOne(message: unknown, signal: AbortSignal | undefined): Promise<number> {
    const text = messageText(message);
    const key = typeof message === 'object' && message !== null ? message : undefined;
    const known = key && this.#known.get(key);
    if (known?.text === text) return known.tokens;
    const tokens = await countTokens(text, signal && { signal });
    if (key) this.#known.set(key, { text, tokens });
    return tokens;
  }
}
