/** A repository, or a plain directory, at one moment: what a manifest is later compared with. JSON. */
export interface RepositoryState {
  /** Absolute path of the work tree; the session's directory where there is no git. */
  root: string;
  /** Undefined without git; the rest of the git fields too. */
  branch?: string | undefined;
  /** Full hash of the checked out commit; undefined in a repository without commits. */
  head?: string | undefined;
  /** Commits that the upstream lacks, and that it has beyond ours; undefined without an upstream. */
  ahead?: number | undefined;
  behind?: number | undefined;
  /** What `git status` reports; at most `MAX_CHANGES`, sorted by path. */
  changes?: FileChange[] | undefined;
  /** How many changes there are in all. */
  changeCount?: number | undefined;
  /** Size and modification time of the files that matter to the session, by path relative to `root`. */
  files: Record<string, FileStamp>;
  /** The same for lock files at the root (package-lock.json, Cargo.lock, go.sum ...). */
  lockFiles: Record<string, FileStamp>;
  /** What the repository asks for, by file: `.nvmrc`, `.node-version`, `.tool-versions`, `engines` ... */
  runtime: Record<string, string>;
  /** The project's own state file, relative to `root`: PROJECT_STATE.md and the like. */
  stateFile?: string | undefined;
}

export interface FileChange {
  path: string;
  status: 'modified' | 'added' | 'deleted' | 'renamed' | 'untracked' | 'conflicted';
  /** The old path of a renamed file. */
  from?: string | undefined;
}

export interface Commit {
  hash: string;
  subject: string;
  /** ISO 8601 UTC. */
  at: string;
}

export interface FileStamp {
  sizeBytes: number;
  modifiedMs: number;
}

/** More changes than this are counted, not listed: a repository with an untracked build folder has thousands. */
export const MAX_CHANGES = 200;
