import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProject } from '../store/project.ts';
import { LOG_FORMAT, SAFE_CONFIG, STATUS_ARGUMENTS, parseLog, parseStatus } from './git-porcelain.ts';
import type { RepositoryState } from './repository-state.ts';
import { readWorkTree } from './work-tree.ts';

/** A status that takes longer (a network drive, a million untracked files) is given up. */
const GIT_LIMIT_MS = 10_000;

/**
 * The repository, or plain directory, that `directory` lies in, as it is now. `files` (relative to the work tree) and
 * the files that git reports as changed are stamped. Where git is missing, fails, or takes more than ten seconds, the
 * git fields stay undefined, as without git. Never throws for what a repository may hold.
 */
export async function readRepository(request: {
  directory: string;
  files: readonly string[];
  /** Newest commits to list. */
  commitLimit?: number;
}): Promise<RepositoryState> {
  const { directory, files, commitLimit = 10 } = request;
  const { root, gitDirectory } = identifyProject(directory);
  const git = gitDirectory === undefined ? undefined : await askGit(root, commitLimit);
  const changed =
    git?.changes?.filter((change) => change.status !== 'deleted').map((change) => change.path) ?? [];
  const tree = readWorkTree(root, [...new Set([...files, ...changed])]);
  return { root, ...git, ...(git && { linkedWorktree: isLinkedWorktree(root) }), ...tree };
}

type GitState = Pick<
  RepositoryState,
  'branch' | 'head' | 'ahead' | 'behind' | 'changes' | 'changeCount' | 'commits'
>;

async function askGit(root: string, commitLimit: number): Promise<GitState | undefined> {
  const { simpleGit } = await import('simple-git'); // 40 ms to load: only where there is a repository
  const git = simpleGit({
    baseDir: root,
    config: [...SAFE_CONFIG],
    abort: AbortSignal.timeout(GIT_LIMIT_MS),
    // Its guards refuse these settings in either direction; ours only switch programs and transports off.
    unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true, allowUnsafeProtocolOverride: true },
  });
  try {
    const [status, log] = await Promise.all([
      git.raw([...STATUS_ARGUMENTS]),
      git.raw(['log', `--max-count=${commitLimit}`, ...LOG_FORMAT]).catch(() => ''), // no commits yet
    ]);
    const { stashes: _, ...state } = parseStatus(status);
    return { ...state, commits: parseLog(log) };
  } catch {
    return undefined; // the contract: without an answer from git, the state is that of a plain directory
  }
}

/** In a linked worktree `.git` is a file that points below `worktrees/`; in a submodule, below `modules/`. */
function isLinkedWorktree(root: string): boolean {
  try {
    return /^gitdir: .*[\\/]worktrees[\\/][^\\/]+\s*$/.test(readFileSync(join(root, '.git'), 'utf8'));
  } catch {
    return false; // a directory: the main work tree
  }
}
