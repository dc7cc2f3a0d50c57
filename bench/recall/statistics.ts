/** The mean over boundaries, with the 95 % interval of a bootstrap that resamples sessions. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
  count: number;
}

const ROUNDS = 2000;

export function estimate(values: readonly { session: string; value: number }[], seed: number = 1): Estimate {
  const bySession = Map.groupBy(values, ({ session }) => session);
  const groups = [...bySession.values()].map((group) => group.map(({ value }) => value));
  const random = generator(seed);
  const means = Array.from({ length: ROUNDS }, () => {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? []);
    return mean(drawn);
  }).toSorted((a, b) => a - b);
  return {
    mean: mean(values.map(({ value }) => value)),
    low: means[Math.floor(ROUNDS * 0.025)] ?? Number.NaN,
    high: means[Math.floor(ROUNDS * 0.975)] ?? Number.NaN,
    count: values.length,
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mulberry32: the same resamples on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
