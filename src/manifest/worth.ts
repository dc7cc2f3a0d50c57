import type { Seen } from '../evidence/facts.ts';
import { heatAt } from '../evidence/ledger.ts';
import { WEIGHTS, type Weights } from './weights.ts';

/** Kinds of facts that compete for what room is left behind the rules and the open work. */
export type WeightedKind =
  | 'command'
  | 'file'
  | 'failure'
  | 'passed'
  | 'reference'
  | 'symbol'
  | 'glimpse'
  | 'approach'
  | 'decision'
  | 'constraint'
  | 'sideEffect'
  | 'completed';

export interface Valued<T> {
  fact: T;
  value: number;
}

/** Facts of a kind in its order, each with what it is worth to the next session. `events` is the length of the session. */
export function valued<T extends Seen>(
  kind: WeightedKind,
  facts: readonly T[],
  { events, weights = WEIGHTS }: { events: number; weights?: Weights | undefined },
): Valued<T>[] {
  const { base, order, halfLife, perDoubling } = weights[kind];
  const placeOf = (fact: T): number => (order === 'heat' ? heatAt(fact, events) : fact.last);
  return facts
    .toReversed() // of those at one place, the one that came last is the newest
    .map((fact) => ({ fact, place: placeOf(fact) }))
    .toSorted((a, b) => b.place - a.place)
    .map(({ fact }, rank) => {
      const often = 1 + perDoubling * Math.log2(Math.max(1, fact.count));
      return { fact, value: base * 0.5 ** (rank / halfLife) * often };
    });
}
