import type { ByteRange } from '../contract.ts';
import { asArray, asCount, asObject } from '../json.ts';

/** How many turns can be rolled back. */
const REMEMBERED = 200;

/** Where the last turns began, and which of them were rolled back. Every message of the person begins a turn. */
export class Turns {
  #starts: number[];
  /** The `task_started` record that the next message belongs to. */
  #pending: number | undefined;
  readonly #rolledBack: ByteRange[] = [];

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#starts = asArray(known?.['starts']).flatMap((offset) => asCount(offset) ?? []);
    this.#pending = asCount(known?.['pending']);
  }

  taskStarts(offset: number): void {
    this.#pending = offset;
  }

  prompt(offset: number): void {
    this.#starts = [...this.#starts, this.#pending ?? offset].slice(-REMEMBERED);
    this.#pending = undefined;
  }

  /** Drops the last turns, and the record that says so: who reads again without them must not drop more. */
  rollBack(count: number, offset: number): void {
    const from = this.#starts.at(-Math.min(count, this.#starts.length));
    if (count < 1 || from === undefined) return;
    this.#starts = this.#starts.slice(0, -count);
    this.#rolledBack.push({ from, to: offset + 1 });
  }

  rolledBack(): readonly ByteRange[] {
    return this.#rolledBack;
  }

  state(): unknown {
    return { starts: this.#starts, pending: this.#pending ?? null };
  }
}
