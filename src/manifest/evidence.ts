import type { Facts, Seen } from '../evidence/facts.ts';
import type { RepositoryState } from '../evidence/repository-state.ts';

/** Where one item of a manifest came from. */
export interface ItemEvidence extends Seen {
  /** JSON pointer into the manifest: `/critical_context/rules/0`. */
  pointer: string;
  /** Kind of fact: `constraint`, `task`, `file`, `command` ... */
  kind: string;
}

/**
 * What a manifest was made from. Stays in the store beside it, as `<id>.evidence.json`: the manifest's items with their
 * places, everything that did not fit, and the repository as it was. Secrets are removed. JSON.
 */
export interface Evidence {
  /** Version of this layout. */
  v: 1;
  manifestId: string;
  transcript: {
    agent: string;
    path: string;
    nativeId: string;
    /** Offset behind the last line that was read. */
    readBytes: number;
  };
  items: ItemEvidence[];
  facts: Facts;
  repository: RepositoryState;
  /** The redactor's `identity`, keyed with the home's key. */
  redaction: string;
  /** Claims that had no evidence and were left out. */
  dropped: number;
}
