import type { ByteRange } from '../contract.ts';
import { asArray, asCount, asId } from '../json.ts';

/** How many messages are remembered; a session has thousands at most. */
const REMEMBERED = 50_000;
/** How many of them a state holds: records are replaced while they are new. */
const STORED = 300;

/** Which records of the log still count: a later record of the same id replaces one, and a rewind drops all from one on. */
export class MessageLog {
  /** The offsets of the records that count, in the order of the file. */
  readonly #offsets = new Map<string, number>();
  readonly #abandoned: ByteRange[] = [];

  constructor(state?: unknown) {
    for (const stored of asArray(state)) {
      const [id, offset] = asArray(stored);
      const known = asId(id);
      if (known !== undefined) this.#offsets.set(known, asCount(offset) ?? 0);
    }
  }

  message(id: string | undefined, offset: number): void {
    if (id === undefined) return;
    const replaced = this.#offsets.get(id);
    if (replaced !== undefined) this.#abandoned.push({ from: replaced, to: replaced + 1 });
    this.#offsets.delete(id);
    this.#remember(id, offset);
  }

  /** Whether a message of a checkpoint was never recorded by itself; from then on it is known by the checkpoint. */
  isNew(id: string | undefined, offset: number): boolean {
    if (id !== undefined && this.#offsets.has(id)) return false;
    if (id !== undefined) this.#remember(id, offset);
    return true;
  }

  /** Drops a message and all that follow it; all there are when nobody knows it, as Gemini CLI itself does. */
  rewind(id: string, offset: number): void {
    const from = this.#offsets.get(id) ?? 0;
    for (const [known, place] of this.#offsets) if (place >= from) this.#offsets.delete(known);
    this.#abandoned.push({ from, to: offset + 1 });
  }

  abandoned(): readonly ByteRange[] {
    return this.#abandoned;
  }

  state(): unknown {
    return [...this.#offsets].slice(-STORED);
  }

  #remember(id: string, offset: number): void {
    this.#offsets.set(id, offset);
    if (this.#offsets.size <= REMEMBERED) return;
    const oldest = this.#offsets.keys().next();
    if (!oldest.done) this.#offsets.delete(oldest.value);
  }
}
