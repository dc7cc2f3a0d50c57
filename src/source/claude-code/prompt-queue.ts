import type { ByteRange } from '../contract.ts';
import { fingerprint, fingerprintEnding } from '../fingerprint.ts';
import { asArray, asCount, asId } from '../json.ts';

/** More prompts than this do not wait at once; older ones are forgotten. */
const MAX_WAITING = 32;
/** Joined prompts are short; a pasted log is not looked at line by line. */
const MAX_JOINED_LINES = 200;

interface Waiting {
  /** Undefined for the harness's own entries (notifications, slash commands). */
  key: string | undefined;
  /** Of the `enqueue` record. */
  offset: number;
  /** The agent took it; it may appear once more as it is delivered. */
  isTaken: boolean;
}

/** Prompts typed while the agent works: recorded when they are queued, and often again when they are delivered. */
export class PromptQueue {
  #waiting: Waiting[] = [];
  readonly #withdrawn: ByteRange[] = [];

  constructor(state?: unknown) {
    for (const stored of asArray(state)) {
      const [key, offset, isTaken] = asArray(stored);
      this.#waiting.push({ key: asId(key), offset: asCount(offset) ?? 0, isTaken: isTaken === 1 });
    }
  }

  add(text: string | undefined, offset: number): void {
    const key = text === undefined ? undefined : fingerprint(text);
    this.#waiting = [...this.#waiting, { key, offset, isTaken: false }].slice(-MAX_WAITING);
  }

  /** The agent took the oldest entry. */
  take(): void {
    const oldest = this.#waiting.find((entry) => !entry.isTaken);
    if (oldest) oldest.isTaken = true;
  }

  /** The person took back what was not yet delivered, to edit it: it was never said. */
  withdrawAll(): void {
    for (const { offset, isTaken } of this.#waiting) {
      if (!isTaken) this.#withdrawn.push({ from: offset, to: offset + 1 });
    }
    this.#waiting = [];
  }

  /** The ranges of the `enqueue` records that were withdrawn. */
  withdrawn(): readonly ByteRange[] {
    return this.#withdrawn;
  }

  /** Whether this is the delivery of something queued: one prompt, or several joined by line feeds. */
  deliver(text: string): boolean {
    if (this.#waiting.length === 0) return false;
    const whole = this.#keyOf(text);
    if (whole !== undefined && this.#remove([whole])) return true;
    const keys: string[] = [];
    let part = '';
    for (const line of text.split('\n').slice(0, MAX_JOINED_LINES)) {
      part = part === '' ? line : `${part}\n${line}`;
      const key = this.#keyOf(part);
      if (key === undefined) continue;
      keys.push(key);
      part = '';
    }
    return part === '' && this.#remove(keys);
  }

  state(): unknown {
    return this.#waiting.map(({ key, offset, isTaken }) => [key ?? null, offset, isTaken ? 1 : 0]);
  }

  /** The key of a text that waits; undefined when none does. Only texts of the right length are hashed. */
  #keyOf(text: string): string | undefined {
    const ending = fingerprintEnding(text);
    if (!this.#waiting.some(({ key }) => key?.endsWith(ending))) return undefined;
    const key = fingerprint(text);
    return this.#waiting.some((entry) => entry.key === key) ? key : undefined;
  }

  #remove(keys: readonly string[]): boolean {
    const left = [...this.#waiting];
    for (const key of keys) {
      const index = left.findIndex((entry) => entry.key === key);
      if (index === -1) return false;
      left.splice(index, 1);
    }
    this.#waiting = left;
    return keys.length > 0;
  }
}
