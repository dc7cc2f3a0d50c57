import type { Compaction } from '../session/events.ts';
import type { ModelFacts } from './contract.ts';
import { COMPACTION_TOLERANCE } from './limit.ts';

/** Enough to follow a point that moves, and bounded however long a session lives. */
const KEPT_POINTS = 10;

/** Windows, compaction points and tokenisers belong to a model: another one starts with nothing known. */
export function withModel(facts: ModelFacts, model: string | undefined): ModelFacts {
  if (model === undefined || model === facts.model) return facts;
  if (facts.model === undefined) return { ...facts, model };
  return { model, peakTokens: 0, compactionPointsTokens: [] };
}

/** A context beyond a compaction point shows that the agent does not compact there any more. */
export function withContext(facts: ModelFacts, contextTokens: number): ModelFacts {
  const passed = (point: number) => contextTokens > point * COMPACTION_TOLERANCE;
  if (contextTokens <= facts.peakTokens && !facts.compactionPointsTokens.some(passed)) return facts;
  return {
    ...facts,
    peakTokens: Math.max(facts.peakTokens, contextTokens),
    compactionPointsTokens: facts.compactionPointsTokens.filter((point) => !passed(point)),
  };
}

/** Only automatic compactions tell where the agent's own point is. */
export function withCompaction(facts: ModelFacts, compaction: Compaction): ModelFacts {
  const { trigger, tokensBefore } = compaction;
  const known = facts.compactionPointsTokens;
  // The same number to the token is the same compaction: it was learnt by an earlier reading.
  if (trigger !== 'auto' || !tokensBefore || known.includes(tokensBefore)) return facts;
  return { ...facts, compactionPointsTokens: [...known, tokensBefore].slice(-KEPT_POINTS) };
}
