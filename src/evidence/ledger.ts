import type { Place } from '../session/events.ts';
import type { Seen } from './facts.ts';

export interface LedgerOptions<T> {
  /** At most so many facts. */
  limit: number;
  /** At most so many bytes of facts, as JSON in UTF-8. */
  maxBytes: number;
  keyOf: (fact: T) => string;
  /** When room is short, facts of a lower rank go first. Default: all alike. */
  rankOf?: (fact: T) => number;
  entries?: readonly T[] | undefined;
}

/** Offsets, counts and field names of a fact as JSON, generously. */
const OVERHEAD_BYTES = 120;
/** Pruning sorts, so it makes room for many new facts at once. */
const KEPT_SHARE = 0.8;

/**
 * Facts of one kind by key, with their sightings. Bounded: when there are too many, those of low rank and those seen
 * least recently go, so that memory and the stored state do not grow with the session. What it keeps depends on the
 * facts that it holds alone, so that going on from a stored state gives the same facts as one run.
 */
export class Ledger<T extends Seen> {
  readonly #entries: Map<string, T>;
  readonly #options: LedgerOptions<T>;
  #bytes = 0;

  constructor(options: LedgerOptions<T>) {
    this.#options = options;
    this.#entries = new Map(options.entries?.map((entry) => [options.keyOf(entry), entry]));
    for (const entry of this.#entries.values()) this.#bytes += sizeOf(entry);
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  /** Counts one more sighting of the fact with this key; `create` makes it at the first one. */
  sight(key: string, place: Place, create: (seen: Seen) => T): T {
    const known = this.#entries.get(key);
    if (known) {
      sightAgain(known, place);
      return known;
    }
    const fact = create(seenAt(place));
    this.#entries.set(key, fact);
    this.#bytes += sizeOf(fact);
    if (this.#entries.size > this.#options.limit || this.#bytes > this.#options.maxBytes) this.#prune(key);
    return fact;
  }

  /** Changes the words of a fact; its key stays. */
  reword(fact: T, words: Partial<T>): void {
    this.#bytes -= sizeOf(fact);
    Object.assign(fact, words);
    this.#bytes += sizeOf(fact);
  }

  delete(key: string): void {
    const fact = this.#entries.get(key);
    if (!fact) return;
    this.#bytes -= sizeOf(fact);
    this.#entries.delete(key);
  }

  values(): T[] {
    return [...this.#entries.values()];
  }

  get size(): number {
    return this.#entries.size;
  }

  /** In place, without a copy. */
  [Symbol.iterator](): IterableIterator<T> {
    return this.#entries.values();
  }

  #prune(newest: string): void {
    const { limit, maxBytes, rankOf = () => 0 } = this.#options;
    const byWorth = [...this.#entries].toSorted(
      ([, a], [, b]) => rankOf(a) - rankOf(b) || a.last - b.last || a.first - b.first,
    );
    for (const [key] of byWorth) {
      if (this.#entries.size <= limit * KEPT_SHARE && this.#bytes <= maxBytes * KEPT_SHARE) return;
      if (key !== newest) this.delete(key);
    }
  }
}

/** So many events further, and a sighting is half as warm. */
const HEAT_HALF_LIFE = 50;

function sightAgain(fact: Seen, place: Place): void {
  warm(fact, place);
  fact.last = place.offset;
  fact.count++;
  if (place.at !== undefined) fact.at = place.at;
}

export function seenAt(place: Place): Seen {
  const seen: Seen = { first: place.offset, last: place.offset, count: 1 };
  if (place.at !== undefined) seen.at = place.at;
  warm(seen, place);
  return seen;
}

/** However often it stands in one event, it was seen there once. */
function warm(seen: Seen, { index }: Place): void {
  if (index === undefined || seen.index === index) return;
  seen.heat = Math.round((1 + heatAt(seen, index)) * 1000) / 1000;
  seen.index = index;
}

/** How warm something is at a later event. */
export function heatAt({ heat = 0, index = 0 }: Pick<Seen, 'heat' | 'index'>, at: number): number {
  return heat * 0.5 ** (Math.max(0, at - index) / HEAT_HALF_LIFE);
}

/** Of its words alone: counts, offsets and times grow while a fact is held. */
function sizeOf(fact: Seen): number {
  let bytes = OVERHEAD_BYTES;
  for (const [name, value] of Object.entries(fact))
    if (typeof value === 'string' && name !== 'at') bytes += jsonBytes(value);
  return bytes;
}

const ESCAPED = /["\\\u0000-\u001f]/;

/** Quotes and backslashes take a byte more in JSON, control characters and lone surrogates more than that. */
function jsonBytes(text: string): number {
  return ESCAPED.test(text) || !text.isWellFormed()
    ? Buffer.byteLength(JSON.stringify(text))
    : Buffer.byteLength(text);
}
