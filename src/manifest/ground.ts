import type { Facts } from '../evidence/facts.ts';
import type { RepositoryState } from '../evidence/repository-state.ts';

/** What a text can get wrong and a reader would act on: paths, URLs, hashes, ids, names in code, numbers of weight. */
const ENTITY =
  /https?:\/\/[^\s"'<>)\]]+|(?:[\w@.~+-]+\/)+[\w@.+-]+|\b[\w-]+\.[a-z][a-z0-9]{0,5}\b|\b[0-9a-f]{7,40}\b|\b[A-Z][A-Z0-9]+-\d+\b|#\d+|\b[a-z]+[A-Z]\w*\b|\b\w+_\w+\b|\b\d{3,}\b/g;

/** Tells whether all entities of a claim have evidence. */
export type IsGrounded = (claim: string) => boolean;

/**
 * Holds claims to the facts and the repository. Offline claims are made of facts and pass; the check is what holds a
 * model, or a mistake of ours, to the evidence.
 */
export function grounding(facts: Facts, repository: RepositoryState): IsGrounded {
  const evidence = JSON.stringify([facts, repository]).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  return (claim) => unsupported(claim, evidence).length === 0;
}

/** The entities of a text that do not occur in the evidence. */
function unsupported(text: string, evidence: string): string[] {
  return [...text.matchAll(ENTITY)]
    .map(([entity]) => entity.replace(/[.,;:!?)]+$/, ''))
    .filter((entity) => !evidence.includes(entity));
}
