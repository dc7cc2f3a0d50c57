import type { Facts } from '../evidence/facts.ts';
import type { RepositoryState } from '../evidence/repository-state.ts';
import type { Candidate } from './candidate.ts';

/** What a text can get wrong and a reader would act on: paths, URLs, hashes, ids, names in code, numbers of weight. */
const ENTITY =
  /https?:\/\/[^\s"'<>)\]]+|(?:[\w@.~+-]+\/)+[\w@.+-]+|\b[\w-]+\.[a-z][a-z0-9]{0,5}\b|\b[0-9a-f]{7,40}\b|\b[A-Z][A-Z0-9]+-\d+\b|#\d+|\b[a-z]+[A-Z]\w*\b|\b\w+_\w+\b|\b\d{3,}\b/g;

export interface Grounded {
  kept: Candidate[];
  /** How many claims were dropped because something in them has no evidence. */
  dropped: number;
}

/**
 * Keeps the candidates all of whose entities occur in the facts or the repository. Offline candidates are made of facts
 * and pass; the check is what holds a model, or a mistake of ours, to the evidence.
 */
export function ground(
  candidates: readonly Candidate[],
  facts: Facts,
  repository: RepositoryState,
): Grounded {
  const evidence = JSON.stringify([facts, repository]).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  const kept = candidates.filter(({ text }) => unsupported(text, evidence).length === 0);
  return { kept, dropped: candidates.length - kept.length };
}

/** The entities of a text that do not occur in the evidence. */
export function unsupported(text: string, evidence: string): string[] {
  return [...text.matchAll(ENTITY)]
    .map(([entity]) => entity.replace(/[.,;:!?)]+$/, ''))
    .filter((entity) => !evidence.includes(entity));
}
