/**
 * What a byte of the manifest is spent on, as data. `base` is the worth of a fact of that kind when it was seen last of
 * all; worth halves each time a fact is `halfLife` places further from the newest of its kind.
 */
export interface Weight {
  base: number;
  halfLife: number;
  /** How much more a fact is worth each time its count doubles. */
  perDoubling: number;
  /** At most so many of the kind. */
  limit: number;
}

export const WEIGHTS = {
  command: { base: 30, halfLife: 8, perDoubling: 0.35, limit: 24 },
  file: { base: 20, halfLife: 12, perDoubling: 0.3, limit: 60 },
  failure: { base: 28, halfLife: 4, perDoubling: 0.1, limit: 8 },
  approach: { base: 30, halfLife: 2, perDoubling: 0, limit: 3 },
  decision: { base: 28, halfLife: 3, perDoubling: 0, limit: 5 },
  constraint: { base: 40, halfLife: 6, perDoubling: 0.2, limit: 12 },
  reference: { base: 9, halfLife: 6, perDoubling: 0.35, limit: 24 },
  symbol: { base: 6, halfLife: 16, perDoubling: 0.3, limit: 80 },
  sideEffect: { base: 26, halfLife: 2, perDoubling: 0, limit: 4 },
  completed: { base: 5, halfLife: 3, perDoubling: 0, limit: 6 },
} as const satisfies Record<string, Weight>;

export type WeightedKind = keyof typeof WEIGHTS;

/** Worth of the fact at place `rank` (0: seen last) among its kind. */
export function worth(kind: WeightedKind, rank: number, count: number): number {
  const { base, halfLife, perDoubling } = WEIGHTS[kind];
  return base * 0.5 ** (rank / halfLife) * (1 + perDoubling * Math.log2(Math.max(1, count)));
}

/** Room that rules of the user are sure of, in bytes of the manifest. */
export const PINNED_BYTES = 700;
/** Room that open work (request, tasks, next step) is sure of behind the rules. */
export const OPEN_WORK_BYTES = 560;
/** Room that answers and reasons of the user are sure of behind the open work. */
export const SETTLED_BYTES = 340;
/** From this strength on the words of the user are pinned as a standing rule. */
export const PINNED_STRENGTH = 0.6;
