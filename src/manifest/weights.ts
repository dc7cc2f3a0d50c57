import type { WeightedKind } from './worth.ts';

/**
 * What a byte of the manifest is spent on, as data; `worth.ts` says what it means. `npm run bench -- learn` tries those of
 * commands, files, failures, references and names larger and smaller, on sessions cut at many places. What it finds helps
 * those sessions and not others, so these stand; `docs/measurements.md` has the figures.
 */
export interface Weight {
  /** Worth of a fact of the kind that comes first in its order. */
  base: number;
  /** The order of the kind: seen last first, or seen most and lately first. */
  order: 'last' | 'heat';
  /** Worth halves each time a fact is so many places further behind. */
  halfLife: number;
  /** How much more a fact is worth each time its count doubles. */
  perDoubling: number;
  /** At most so many of the kind. */
  limit: number;
}
export type Weights = Readonly<Record<WeightedKind, Weight>>;

export const WEIGHTS: Weights = {
  command: { base: 75, order: 'last', halfLife: 8, perDoubling: 0.35, limit: 24 },
  file: { base: 50, order: 'last', halfLife: 12, perDoubling: 0.3, limit: 60 },
  failure: { base: 70, order: 'last', halfLife: 4, perDoubling: 0.1, limit: 8 },
  passed: { base: 30, order: 'heat', halfLife: 2, perDoubling: 0.5, limit: 5 },
  reference: { base: 22, order: 'heat', halfLife: 6, perDoubling: 0.35, limit: 24 },
  symbol: { base: 15, order: 'heat', halfLife: 16, perDoubling: 0.3, limit: 80 },
  /** Only in the resume prompt. */
  glimpse: { base: 3, order: 'last', halfLife: 50, perDoubling: 0, limit: 0 },
  approach: { base: 200, order: 'last', halfLife: 2, perDoubling: 0, limit: 3 },
  decision: { base: 110, order: 'last', halfLife: 3, perDoubling: 0, limit: 8 },
  constraint: { base: 100, order: 'last', halfLife: 6, perDoubling: 0.2, limit: 12 },
  sideEffect: { base: 65, order: 'last', halfLife: 2, perDoubling: 0, limit: 4 },
  completed: { base: 8, order: 'last', halfLife: 3, perDoubling: 0, limit: 6 },
};

/** Room that rules of the user are sure of, in bytes of the manifest. */
export const PINNED_BYTES = 700;
/** Room that open work (request, tasks, next step) is sure of behind the rules. */
export const OPEN_WORK_BYTES = 560;
/** Room that answers and reasons of the user are sure of behind the open work. */
export const SETTLED_BYTES = 340;
/** From this strength on the words of the user are pinned as a standing rule. */
export const PINNED_STRENGTH = 0.6;
