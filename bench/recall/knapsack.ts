export interface Item {
  value: number;
  size: number;
}

/** The largest value of items that fit into `room` together: exact, by dynamic programming over sizes. */
export function bestValue(items: readonly Item[], room: number): number {
  const best = new Float64Array(room + 1);
  for (const { value, size } of items) {
    const cost = Math.ceil(size);
    for (let used = room; used >= cost; used--)
      best[used] = Math.max(best[used] ?? 0, (best[used - cost] ?? 0) + value);
  }
  return best[room] ?? 0;
}
