import type { SessionEvent } from '../session/events.ts';
import { mergeRanges, rangeWalker } from './byte-ranges.ts';
import type { ByteRange, Emit } from './contract.ts';

/** Events of the newest bytes wait: a rewind goes back a few turns, and what it abandons must not be delivered. */
const HELD_BYTES = 1024 * 1024;

/**
 * Delivers a reader's events in order, but for those of abandoned ranges. What is known of the session (its directory,
 * its branch) is delivered all the same: the last word counts, and the reader says it only once.
 */
export class HeldEvents {
  readonly #deliver: Emit;
  #held: SessionEvent[] = [];
  #ranges: readonly ByteRange[];
  /** Events of records before this offset have been delivered, or passed over. */
  #deliveredTo: number;
  #isVoid = false;

  /** `from`: where reading begins; `ranges`: what is known to be abandoned before and behind it. */
  constructor(deliver: Emit, start: { from: number; ranges: readonly ByteRange[] }) {
    this.#deliver = deliver;
    this.#deliveredTo = start.from;
    this.#ranges = mergeRanges(start.ranges);
  }

  add(event: SessionEvent): void {
    this.#held.push(event);
  }

  /** Whether so much waits that some of it should be released. Asked at every record. */
  isFull(offset: number): boolean {
    return offset - this.#deliveredTo > 2 * HELD_BYTES;
  }

  /** Delivers what can hardly be abandoned any more, as seen from the record at `offset`. */
  release(offset: number, abandoned: readonly ByteRange[]): void {
    this.releaseTo(offset - HELD_BYTES, abandoned);
  }

  /** Delivers the events of all records before `end`. */
  releaseTo(end: number, abandoned: readonly ByteRange[]): void {
    const ranges = mergeRanges(abandoned);
    this.#isVoid ||= differBefore(this.#deliveredTo, this.#ranges, ranges);
    this.#ranges = ranges;
    this.#deliveredTo = end;
    const firstKept = this.#held.findIndex(({ offset }) => offset >= end);
    const released = this.#held.splice(0, firstKept === -1 ? this.#held.length : firstKept);
    const isLeftOut = rangeWalker(ranges);
    for (const event of released)
      if (event.kind === 'session' || !isLeftOut(event.offset)) this.#deliver(event);
  }

  /** True when a range began, grew or was taken up again where events had been delivered: what was delivered is void. */
  get isVoid(): boolean {
    return this.#isVoid;
  }
}

/** Whether two lists of merged ranges disagree about any byte before `offset`. */
function differBefore(offset: number, before: readonly ByteRange[], after: readonly ByteRange[]): boolean {
  const clip = (ranges: readonly ByteRange[]): string =>
    ranges
      .filter(({ from }) => from < offset)
      .map(({ from, to }) => `${from}-${Math.min(to, offset)}`)
      .join();
  return clip(before) !== clip(after);
}
