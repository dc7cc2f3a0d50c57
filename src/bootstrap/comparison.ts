import type { FileChange, FileStamp, RepositoryState } from '../evidence/repository-state.ts';
import type { RepositoryNow, SavedState } from './git-now.ts';

/** A project then and now, with its changes by path. */
export interface Comparison {
  saved: SavedState;
  state: RepositoryState;
  stashes: number | undefined;
  /** False when the session worked in another work tree: its files and their times say nothing about these. */
  sameTree: boolean;
  /** Not committed then. */
  before: Changes;
  /** Not committed now. Undefined without git, and when git gave no answer. */
  after: Changes | undefined;
  /** Different in the commit that is checked out now. */
  committed: Changes;
  /** False when another commit is checked out and nothing tells what lies between: `committed` is empty then. */
  historyKnown: boolean;
  /** Committed to the saved branch since, while another one is checked out. */
  committedElsewhere: Changes;
}

export type Changes = ReadonlyMap<string, FileChange>;

export function compare(saved: SavedState, now: RepositoryNow): Comparison {
  const sameTree = saved.root === undefined || saved.root === now.state.root;
  return {
    saved,
    state: now.state,
    stashes: now.stashes,
    sameTree,
    before: byPath(sameTree ? saved.changes : []),
    after: now.state.changes && byPath(now.state.changes),
    committed: byPath(now.movement?.changes),
    historyKnown: now.movement !== undefined || isAt(saved.head, now.state.head),
    committedElsewhere: byPath(now.movement?.changesOnSavedBranch),
  };
}

/** Whether a commit, which a manifest alone has abbreviated, is the one that is checked out. */
export function isAt(saved: string | undefined, head: string | undefined): boolean {
  return saved === undefined ? head === undefined : (head?.startsWith(saved) ?? false);
}

function byPath(changes: readonly FileChange[] = []): Changes {
  return new Map(changes.map((change) => [change.path, change]));
}

/** Whether changes touch a path, rename it, lie in it when it is a folder (`build/`), or are a folder that holds it. */
export function touches(changes: Changes, path: string): boolean {
  if (changes.has(path)) return true;
  for (const change of changes.values()) {
    if (change.from === path) return true;
    if (path.endsWith('/') && change.path.startsWith(path)) return true;
    if (change.path.endsWith('/') && path.startsWith(change.path)) return true;
  }
  return false;
}

/** Whether the list of changes ends before the changes do: what is not in it proves nothing. */
export function isCut(state: SavedState): boolean {
  return (state.changeCount ?? 0) > (state.changes?.length ?? 0);
}

/**
 * Whether a file was written since, by size and time. Of one that git calls clean, the time says nothing, it may only have
 * been checked out again; another size does, as git does not look at the files that it ignores.
 */
export function isRewritten(comparison: Comparison, path: string): boolean {
  const { saved, state, before, after, sameTree, historyKnown } = comparison;
  const was = saved.files?.[path] ?? saved.lockFiles?.[path];
  const is = state.files[path] ?? state.lockFiles[path];
  if (!sameTree || !was || !is || !differs(was, is)) return false;
  if (after === undefined || isCut(state) || !historyKnown || touches(after, path)) return true;
  return was.sizeBytes !== is.sizeBytes && !touches(before, path);
}

function differs(a: FileStamp, b: FileStamp): boolean {
  return a.sizeBytes !== b.sizeBytes || a.modifiedMs !== b.modifiedMs;
}
