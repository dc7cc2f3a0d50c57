import type { ByteRange } from './contract.ts';
import { asArray, asCount, asId, asObject } from './json.ts';

/** How many recent records are remembered: a rewind goes back a few turns, not through the whole session. */
const REMEMBERED = 4000;
/** Forgetting the oldest of a map costs a walk over those forgotten before, so many go at once. */
const FORGOTTEN_AT_ONCE = 1000;
/** How many of them a state holds, to recognise a rewind of the last turns after going on. */
const STORED = 150;

/** A record of a transcript that is a tree. */
export interface TreeRecord {
  id: string;
  parent: string | undefined;
  offset: number;
  /** Part of the conversation itself: a prompt, or something the agent said or did. */
  substantive: boolean;
}

/**
 * Finds the parts of a transcript that were rewound. Such transcripts are trees written in file order: when a prompt
 * hangs on an earlier record than the newest, what lies between was abandoned, unless something is later added to that
 * part too (two terminals that write one file).
 */
export class BranchTracker {
  readonly #records = new Map<string, TreeRecord>();
  /** The newest substantive record. */
  #tip: TreeRecord | undefined;
  /** Disjoint and in order. */
  readonly #ranges: ByteRange[] = [];

  constructor(state?: unknown) {
    const known = asObject(state);
    for (const stored of asArray(known?.['ranges'])) {
      const [from, to] = asArray(stored).map(asCount);
      if (from !== undefined && to !== undefined) this.#ranges.push({ from, to });
    }
    for (const stored of asArray(known?.['records'])) {
      const [id, parent, offset, substantive] = asArray(stored);
      const known = asId(id);
      if (known === undefined) continue;
      const place = { parent: asId(parent), offset: asCount(offset) ?? 0 };
      this.#remember({ id: known, ...place, substantive: substantive === 1 });
    }
  }

  has(id: string): boolean {
    return this.#records.has(id);
  }

  /** Takes the next record in file order. */
  record(record: TreeRecord, options: { isPrompt: boolean }): void {
    if (record.substantive) this.#revive(record);
    if (options.isPrompt) this.#compareWithTip(record);
    this.#remember(record);
  }

  /** What has been abandoned, disjoint and in order. */
  ranges(): readonly ByteRange[] {
    return this.#ranges;
  }

  /** The newest records, and the ranges among them that somebody may still go on from, as JSON. */
  state(): unknown {
    const newest = [...this.#records.values()].slice(-STORED);
    const start = newest[0]?.offset ?? 0;
    return {
      records: newest.map(({ id, parent, offset, substantive }) => [
        id,
        parent ?? null,
        offset,
        substantive ? 1 : 0,
      ]),
      ranges: this.#ranges.filter(({ to }) => to > start).map(({ from, to }) => [from, to]),
    };
  }

  /** A prompt whose nearest substantive ancestor is an ancestor of the tip, but not the tip, abandons what is between. */
  #compareWithTip(prompt: TreeRecord): void {
    const tip = this.#tip;
    if (!tip) return;
    let to = prompt.offset;
    let anchor: TreeRecord | undefined;
    for (const ancestor of this.#ancestors(prompt)) {
      if (ancestor.substantive) {
        anchor = ancestor;
        break;
      }
      // What the new branch begins with (a branch's summary, a model change) belongs to it.
      if (ancestor.offset > tip.offset) to = Math.min(to, ancestor.offset);
    }
    if (!anchor || anchor === tip) return;
    let first: TreeRecord = tip;
    for (const passed of this.#ancestors(tip)) {
      if (passed === anchor) return this.#abandon({ from: first.offset, to });
      if (passed.substantive) first = passed;
    }
  }

  *#ancestors(record: TreeRecord): Generator<TreeRecord> {
    let { parent } = record;
    for (let steps = 0; parent !== undefined && steps < REMEMBERED; steps++) {
      const current = this.#records.get(parent);
      if (!current) return;
      yield current;
      parent = current.parent;
    }
  }

  #abandon(range: ByteRange): void {
    if (range.from >= range.to) return; // a child written before its parent
    while ((this.#ranges.at(-1)?.from ?? -1) >= range.from) this.#ranges.pop();
    this.#ranges.push({ from: Math.max(range.from, this.#ranges.at(-1)?.to ?? 0), to: range.to });
  }

  /** Somebody went on from an abandoned record: the range that holds it counts again. */
  #revive(record: TreeRecord): void {
    const parent = record.parent === undefined ? undefined : this.#records.get(record.parent);
    if (!parent || parent.offset >= (this.#ranges.at(-1)?.to ?? 0)) return;
    const index = this.#ranges.findLastIndex(({ from }) => from <= parent.offset);
    const range = this.#ranges[index];
    if (range && parent.offset < range.to) this.#ranges.splice(index, 1);
  }

  #remember(record: TreeRecord): void {
    this.#records.set(record.id, record);
    if (record.substantive) this.#tip = record;
    if (this.#records.size < REMEMBERED + FORGOTTEN_AT_ONCE) return;
    for (const id of this.#records.keys()) {
      if (this.#records.size <= REMEMBERED) return;
      this.#records.delete(id);
    }
  }
}
