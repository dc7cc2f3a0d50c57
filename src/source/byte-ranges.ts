import type { ByteRange } from './contract.ts';

/** The same bytes as disjoint ranges in order. */
export function mergeRanges(ranges: readonly ByteRange[]): ByteRange[] {
  const merged: ByteRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ ...range });
  }
  return merged;
}

/** Tells whether an offset lies in one of the ranges. Offsets must be asked in ascending order. */
export function rangeWalker(ranges: readonly ByteRange[]): (offset: number) => boolean {
  const merged = mergeRanges(ranges);
  let next = 0;
  return (offset) => {
    for (let range = merged[next]; range && offset >= range.to; range = merged[next]) next++;
    const range = merged[next];
    return range !== undefined && offset >= range.from;
  };
}
