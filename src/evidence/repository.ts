import { identifyProject } from '../store/project.ts';
import { STATUS_ARGUMENTS, parseStatus } from './git-porcelain.ts';
import { SAFE_CONFIG, withoutFilters, type Git } from './git-safety.ts';
import { asOf, parseReflog, REFLOG_ARGUMENTS, type Move } from './reflog.ts';
import type { RepositoryState } from './repository-state.ts';
import { readWorkTree } from './work-tree.ts';

/** A status that takes longer (a network drive, a million untracked files) is given up. */
const GIT_LIMIT_MS = 10_000;

/**
 * The repository, or plain directory, that `directory` lies in: as it was at `at`, where its reflog reaches back so far,
 * and else as it is now. `files` (relative to the work tree) and the files that git reports as changed are stamped.
 * Where git is missing, fails, or takes more than ten seconds, the git fields stay undefined, as without git. Never
 * throws for what a repository may hold.
 */
export async function readRepository(request: {
  directory: string;
  files: readonly string[];
  at?: Date | undefined;
}): Promise<RepositoryState> {
  const { directory, files, at } = request;
  const { root, gitDirectory } = identifyProject(directory);
  const git = gitDirectory === undefined ? undefined : await askGit({ root, gitDirectory });
  const changed =
    git?.status.changes.filter(({ status }) => status !== 'deleted').map(({ path }) => path) ?? [];
  const tree = readWorkTree(root, [...new Set([...files, ...changed])]);
  const now = { root, ...git?.status, ...tree };
  return (at && git && asOf(now, git.moves, at.getTime())) ?? now;
}

interface GitState {
  status: Omit<ReturnType<typeof parseStatus>, 'stashes'>;
  moves: Move[];
}

async function askGit(place: { root: string; gitDirectory: string }): Promise<GitState | undefined> {
  const { simpleGit } = await import('simple-git'); // 40 ms to load: only where there is a repository
  const abort = AbortSignal.timeout(GIT_LIMIT_MS);
  const gitWith =
    (config: readonly string[]): Git =>
    (words) =>
      // Its guards refuse these settings in either direction; ours only switch programs and transports off.
      simpleGit({ baseDir: place.root, config: [...config], abort, unsafe: UNSAFE }).raw([...words]);
  try {
    const filters = await withoutFilters(gitWith(SAFE_CONFIG), place);
    const git = gitWith([...SAFE_CONFIG, ...filters]);
    const [output, reflog] = await Promise.all([
      git(STATUS_ARGUMENTS),
      git(REFLOG_ARGUMENTS).catch(() => ''), // no commits yet
    ]);
    const { stashes: _, ...status } = parseStatus(output);
    return { status, moves: parseReflog(reflog) };
  } catch {
    return undefined; // the contract: without an answer from git, the state is that of a plain directory
  }
}

const UNSAFE = {
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafeProtocolOverride: true,
};
