export type FindingKind =
  | 'repository-missing'
  | 'other-work-tree'
  | 'git-unreadable'
  | 'branch-switched'
  | 'commits-added'
  | 'history-rewritten'
  | 'changes-committed'
  | 'changes-lost'
  | 'file-added'
  | 'file-modified'
  | 'file-deleted'
  | 'file-renamed'
  | 'lock-file-changed'
  | 'runtime-changed'
  | 'state-file-changed'
  | 'tasks-added';

/** One difference between the project as it was when the manifest was made, and as it is now. */
export interface Finding {
  kind: FindingKind;
  /** `critical`: there is nothing to compare with; `warning`: the session's picture of the project is wrong in part. */
  severity: 'info' | 'warning' | 'critical';
  /** One sentence; names of files, branches and commits in it come from the repository. */
  text: string;
  /** Relative to the work tree. All of them, while the text names the first few. */
  paths?: string[];
}

const NAMES_IN_TEXT = 8;

/** `a, b and 3 more`. */
export function listed(names: readonly string[], limit: number = NAMES_IN_TEXT): string {
  const shown = names.slice(0, limit).join(', ');
  return names.length > limit ? `${shown} and ${names.length - limit} more` : shown;
}
