import type { FileChange } from '../evidence/repository-state.ts';
import { isCut, isRewritten, touches, type Changes, type Comparison } from './comparison.ts';
import { listed, type Finding } from './finding.ts';

type FileKind = 'file-renamed' | 'file-deleted' | 'file-modified' | 'file-added';

const WORDS: readonly (readonly [FileKind, string])[] = [
  ['file-renamed', 'Renamed'],
  ['file-deleted', 'Deleted'],
  ['file-modified', 'Modified'],
  ['file-added', 'Added'],
];

/** Files that were added, modified, deleted or renamed since, in commits or not: one finding of each kind. */
export function fileDrift(comparison: Comparison): Finding[] {
  const found: Record<FileKind, string[]> = {
    'file-renamed': [],
    'file-deleted': [],
    'file-modified': [],
    'file-added': [],
  };
  const since = changesSince(comparison);
  for (const { path, status, from } of since.values()) {
    found[KINDS[status]].push(from === undefined ? path : `${from} → ${path}`);
  }
  for (const path of Object.keys(comparison.sameTree ? (comparison.saved.files ?? {}) : {})) {
    if (touches(since, path)) continue;
    if (isRewritten(comparison, path)) found['file-modified'].push(path);
    else if (isDeletedUnseen(comparison, path)) found['file-deleted'].push(path);
  }
  return WORDS.flatMap(([kind, word]) => {
    const paths = found[kind];
    return paths.length === 0
      ? []
      : [{ kind, severity: 'info', text: `${word}: ${listed(paths)}.`, paths } as const];
  });
}

const KINDS: Record<FileChange['status'], FileKind> = {
  added: 'file-added',
  untracked: 'file-added',
  modified: 'file-modified',
  conflicted: 'file-modified',
  deleted: 'file-deleted',
  renamed: 'file-renamed',
};

/** Changes that commits brought, and uncommitted ones that are new; not what was uncommitted then already. */
function changesSince({ saved, before, after, committed, sameTree }: Comparison): Changes {
  const since = new Map<string, FileChange>();
  for (const [path, change] of committed) {
    if (!touches(before, path)) since.set(path, change);
  }
  if (!sameTree || saved.changes === undefined || isCut(saved)) return since;
  for (const [path, change] of after ?? []) {
    const isDeletion = change.status === 'deleted' && before.get(path)?.status !== 'deleted';
    if (isDeletion || !touches(before, path)) since.set(path, change);
  }
  return since;
}

/** A file that was there and is not, of which git knows nothing (an ignored one), or where there is no git. */
function isDeletedUnseen({ saved, state, before, after }: Comparison, path: string): boolean {
  if (saved.files?.[path] === undefined || state.files[path] !== undefined) return false;
  return after === undefined || !touches(before, path);
}

/** Lock files that are new, gone, or hold something else: what is installed may not fit any more. */
export function lockFileDrift(comparison: Comparison): Finding[] {
  const { saved, state, committed } = comparison;
  const was = saved.lockFiles;
  if (was === undefined) return [];
  const is = state.lockFiles;
  const paths = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (path) => !was[path] || !is[path] || committed.has(path) || isRewritten(comparison, path),
  );
  if (paths.length === 0) return [];
  const text = `Dependencies may have changed: ${listed(paths)}.`;
  return [{ kind: 'lock-file-changed', severity: 'warning', text, paths }];
}

/** The state file holds something else, or is one that the project did not have; a deleted one is a deleted file. */
export function stateFileDrift(comparison: Comparison): Finding[] {
  const { saved, state, committed, sameTree } = comparison;
  const path = state.stateFile;
  if (path === undefined) return [];
  const isNew = sameTree && saved.files !== undefined && saved.stateFile !== path;
  if (!isNew && !committed.has(path) && !isRewritten(comparison, path)) return [];
  const text = `The project's state file ${isNew ? 'is new' : 'changed'}: ${path}.`;
  return [{ kind: 'state-file-changed', severity: 'info', text, paths: [path] }];
}
