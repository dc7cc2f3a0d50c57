import type { FileStamp, RepositoryState } from './repository-state.ts';

/** Where HEAD went, newest first: hash, time and reason of each move, NUL-terminated. */
export const REFLOG_ARGUMENTS: readonly string[] = [
  'log',
  '--walk-reflogs',
  '--max-count=500',
  '--date=unix',
  '-z',
  '--format=%H %gd %gs',
  'HEAD',
];

/** One move of HEAD. */
export interface Move {
  head: string;
  atMs: number;
  reason: string;
}

export function parseReflog(output: string): Move[] {
  return output.split('\0').flatMap((record) => {
    const [, head, seconds, reason = ''] = /^([0-9a-f]+) HEAD@\{(\d+)\} (.*)$/s.exec(record) ?? [];
    return head === undefined ? [] : [{ head, atMs: Number(seconds) * 1000, reason }];
  });
}

/** A file is written, and its tool call recorded, within this. */
const SLACK_MS = 2000;

/**
 * A repository as it was at a moment in the past, as far as the reflog and the times of files tell: what was committed,
 * checked out or written since is taken back. Undefined when the reflog does not reach back so far (a new clone).
 */
export function asOf(
  state: RepositoryState,
  moves: readonly Move[],
  atMs: number,
): RepositoryState | undefined {
  const since = moves.filter((move) => move.atMs > atMs);
  const then = moves[since.length];
  if (!then) return undefined;
  const isLater = (stamp: FileStamp | undefined): boolean =>
    stamp !== undefined && stamp.modifiedMs > atMs + SLACK_MS;
  const before = (stamps: Record<string, FileStamp>): Record<string, FileStamp> =>
    Object.fromEntries(
      Object.entries(stamps).map(([path, stamp]) => [
        path,
        isLater(stamp) ? { ...stamp, modifiedMs: atMs } : stamp,
      ]),
    );
  const changes = state.changes?.filter(({ path }) => !isLater(state.files[path]));
  const removed = (state.changes?.length ?? 0) - (changes?.length ?? 0);
  return {
    ...state,
    ...(since.length > 0 && {
      head: then.head,
      branch: branchBefore(since, state.branch),
      ahead: undefined,
      behind: undefined,
    }),
    changes,
    changeCount: state.changeCount === undefined ? undefined : state.changeCount - removed,
    files: before(state.files),
    lockFiles: before(state.lockFiles),
  };
}

/** The branch that was checked out before these moves; undefined where HEAD was detached. */
function branchBefore(since: readonly Move[], now: string | undefined): string | undefined {
  for (const { reason } of since.toReversed()) {
    const from = /^checkout: moving from (\S+) to \S+/.exec(reason)?.[1];
    if (from !== undefined) return /^[0-9a-f]{40,64}$/.test(from) ? undefined : from;
  }
  return now;
}
