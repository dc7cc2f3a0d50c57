/** What we ask git, and how its answers are read; shared by `prepare` and `bootstrap`, which start git differently. */
import { MAX_CHANGES, type Commit, type FileChange } from './repository-state.ts';

/** Submodules are not entered: each has a configuration of its own. */
export const STATUS_ARGUMENTS: readonly string[] = [
  '--no-optional-locks',
  'status',
  '--porcelain=v2',
  '--branch',
  '--show-stash',
  '--untracked-files=normal',
  '--ignore-submodules=dirty',
  '-z',
];

/** One commit in each NUL-terminated record: hash, seconds since the epoch, subject. */
export const LOG_FORMAT: readonly string[] = ['-z', '--format=%H %ct %s'];

export interface GitStatus {
  /** Undefined in a repository without commits. */
  head?: string;
  /** Undefined when HEAD is detached. */
  branch?: string;
  ahead?: number;
  behind?: number;
  /** Number of stashes; undefined when there is none, and in git before 2.35. */
  stashes?: number;
  /** At most `MAX_CHANGES`, sorted by path. */
  changes: FileChange[];
  changeCount: number;
}

/** Reads the output of `git status` with `STATUS_ARGUMENTS`. Records that are not known are passed over. */
export function parseStatus(output: string): GitStatus {
  const status: GitStatus = { changes: [], changeCount: 0 };
  const all: FileChange[] = [];
  const records = output.split('\0');
  for (let index = 0; index < records.length; index++) {
    const record = records[index] ?? '';
    if (record.startsWith('# ')) parseHeader(record, status);
    else {
      const change = parseChange(record);
      if (change?.status === 'renamed') change.from = records[++index]; // the old path is a record of its own
      if (change) all.push(change);
    }
  }
  status.changes = all.toSorted((a, b) => (a.path < b.path ? -1 : 1)).slice(0, MAX_CHANGES);
  status.changeCount = all.length;
  return status;
}

function parseHeader(record: string, status: GitStatus): void {
  const [, key, value = ''] = /^# (\S+) (.*)$/s.exec(record) ?? [];
  if (key === 'branch.oid' && value !== '(initial)') status.head = value;
  else if (key === 'branch.head' && value !== '(detached)') status.branch = value;
  else if (key === 'stash') status.stashes = Number(value);
  else if (key === 'branch.ab') {
    const [, ahead, behind] = /^\+(\d+) -(\d+)$/.exec(value) ?? [];
    status.ahead = Number(ahead);
    status.behind = Number(behind);
  }
}

/** How many fields stand before the path, by the record's first character. */
const FIELDS_BEFORE_PATH: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10, '?': 1 };

function parseChange(record: string): FileChange | undefined {
  const kind = record.charAt(0);
  const fields = FIELDS_BEFORE_PATH[kind];
  if (fields === undefined) return undefined;
  const path = record.split(' ').slice(fields).join(' ');
  if (kind === '?') return { path, status: 'untracked' };
  if (kind === 'u') return { path, status: 'conflicted' };
  if (kind === '2') return { path, status: 'renamed' };
  const letters = record.slice(2, 4);
  if (letters.includes('D')) return { path, status: 'deleted' };
  return { path, status: letters.includes('A') ? 'added' : 'modified' };
}

/** Reads the output of `git log` with `LOG_FORMAT`. */
export function parseLog(output: string): Commit[] {
  return output.split('\0').flatMap((record) => {
    const [, hash, seconds, subject = ''] = /^([0-9a-f]+) (\d+) (.*)$/s.exec(record) ?? [];
    if (hash === undefined) return [];
    return [{ hash, subject, at: new Date(Number(seconds) * 1000).toISOString() }];
  });
}

/** Reads the output of `git diff --name-status -M -z`. */
export function parseNameStatus(output: string): FileChange[] {
  const fields = output.split('\0');
  const changes: FileChange[] = [];
  for (let index = 0; index + 1 < fields.length;) {
    const letter = (fields[index++] ?? '').charAt(0);
    const path = fields[index++] ?? '';
    if (letter === 'R') changes.push({ path: fields[index++] ?? '', from: path, status: 'renamed' });
    else if (letter === 'C') changes.push({ path: fields[index++] ?? '', status: 'added' });
    else changes.push({ path, status: STATUS_LETTERS[letter] ?? 'modified' });
  }
  return changes;
}

const STATUS_LETTERS: Readonly<Record<string, FileChange['status']>> = {
  A: 'added',
  D: 'deleted',
  U: 'conflicted',
};
