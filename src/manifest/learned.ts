import type { Features, LearnedKind } from './features.ts';

/** How likely a fact of a kind is needed: the logistic function over its features. */
export interface LearnedWeights {
  bias: number;
  /** Worth of one that is needed. */
  scale: number;
  by: Features;
}
export type Learned = Record<LearnedKind, LearnedWeights>;

/** Worth of a fact to the next session, before what it costs. */
export function learnedWorth({ bias, scale, by }: LearnedWeights, features: Features): number {
  let sum = bias;
  for (const [name, weight] of Object.entries(by)) sum += weight * (features[name] ?? 0);
  return scale / (1 + Math.exp(-sum));
}
