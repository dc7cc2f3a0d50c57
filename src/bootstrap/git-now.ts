import {
  LOG_FORMAT,
  STATUS_ARGUMENTS,
  parseLog,
  parseNameStatus,
  parseStatus,
} from '../evidence/git-porcelain.ts';
import { SAFE_CONFIG, SAFE_VARIABLES, withoutFilters, type Git } from '../evidence/git-safety.ts';
import type { Commit, FileChange, RepositoryState } from '../evidence/repository-state.ts';
import { readWorkTree } from '../evidence/work-tree.ts';
import type { Project } from '../store/project.ts';
import { readGitHead } from './git-head.ts';

const GIT_LIMIT_MS = 10_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MAX_COMMITS = 20;
/** The tree without files (SHA-1): what a first commit is compared with. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** What is known of the repository at an earlier moment; of a manifest alone, only branch and commit. */
export type SavedState = Partial<RepositoryState>;

/** What lies between the saved commit and the one that is checked out now. */
interface Movement {
  /** New commits, newest first, at most 20. */
  commits: Commit[];
  addedCount: number;
  /** Commits that were checked out then and are not part of the history now. */
  removedCount: number;
  /** Files that differ between the two commits. */
  changes: FileChange[];
  /** Files that were committed to the saved branch since, when another branch is checked out now. */
  changesOnSavedBranch: FileChange[];
}

export interface RepositoryNow {
  state: RepositoryState;
  stashes?: number | undefined;
  /** Undefined when HEAD is where it was, or when the saved commit is not known here. */
  movement?: Movement | undefined;
  /** Why git gave no answer: branch and commit are from its files then, and changes are not known. */
  problem?: string | undefined;
}

/**
 * The project as it is now, compared with `saved`: one `git status`, and only when HEAD moved the commits and files in
 * between. Never throws: a project without git, or a git that fails, gives what the files tell.
 */
export async function readRepositoryNow(request: {
  project: Project;
  saved: SavedState;
  environment: Readonly<Record<string, string | undefined>>;
}): Promise<RepositoryNow> {
  const { project, saved, environment } = request;
  const tree = readWorkTree(project.root, Object.keys(saved.files ?? {}));
  if (project.gitDirectory === undefined) return { state: { root: project.root, ...tree } };
  try {
    const { root, gitDirectory } = project;
    const git = await gitIn({ root, gitDirectory, environment });
    const { stashes, ...status } = parseStatus(await git(STATUS_ARGUMENTS));
    const state: RepositoryState = { root: project.root, ...status, ...tree };
    return { state, stashes, movement: await movement(git, saved, state) };
  } catch (error) {
    const head = readGitHead(project.root, project.gitDirectory);
    return { state: { root: project.root, ...head, ...tree }, problem: reason(error) };
  }
}

/** Variables of a surrounding git (a hook, an alias) would point ours at another repository. */
async function gitIn({
  root,
  gitDirectory,
  environment,
}: {
  root: string;
  gitDirectory: string;
  environment: Readonly<Record<string, string | undefined>>;
}): Promise<Git> {
  const [{ execFile }, { promisify }] = await Promise.all([
    import('node:child_process'),
    import('node:util'),
  ]);
  const run = promisify(execFile);
  const inherited = Object.entries(environment).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  const options = {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...SAFE_VARIABLES },
    timeout: GIT_LIMIT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  };
  const gitWith =
    (config: readonly string[]): Git =>
    async (words) =>
      (await run('git', [...config.flatMap((setting) => ['-c', setting]), ...words], options)).stdout;
  const filters = await withoutFilters(gitWith(SAFE_CONFIG), { root, gitDirectory });
  return gitWith([...SAFE_CONFIG, ...filters]);
}

async function movement(git: Git, saved: SavedState, now: RepositoryState): Promise<Movement | undefined> {
  const { head } = now;
  // A manifest alone has an abbreviated commit, and one from elsewhere could hold anything.
  if (head === undefined || !knowsCommit(saved)) return undefined;
  if (saved.head !== undefined && (!/^[0-9a-f]{7,64}$/.test(saved.head) || head.startsWith(saved.head)))
    return undefined;
  const range = saved.head === undefined ? head : `${saved.head}..${head}`;
  const from = saved.head ?? EMPTY_TREE;
  try {
    const [log, counts, changes, onBranch] = await Promise.all([
      git(['log', `--max-count=${MAX_COMMITS}`, ...LOG_FORMAT, range, '--']),
      git(
        saved.head === undefined
          ? ['rev-list', '--count', head]
          : ['rev-list', '--left-right', '--count', `${saved.head}...${head}`],
      ),
      git([...NAME_STATUS, from, head, '--']),
      saved.branch === undefined || saved.branch === now.branch
        ? ''
        : git([...NAME_STATUS, from, `refs/heads/${saved.branch}`, '--']).catch(() => ''), // the branch is gone
    ]);
    const [added = 0, removed = 0] = counts.trim().split('\t').map(Number).toReversed();
    return {
      commits: parseLog(log),
      addedCount: added,
      removedCount: removed,
      changes: parseNameStatus(changes),
      changesOnSavedBranch: parseNameStatus(onBranch),
    };
  } catch {
    return undefined; // the saved commit is not in this repository: `compareRepository` says so
  }
}

const NAME_STATUS: readonly string[] = [
  'diff',
  '--name-status',
  '-M',
  '--no-ext-diff',
  '--no-textconv',
  '-z',
];

/** A repository without commits is known too: it had a branch and no commit. */
function knowsCommit(saved: SavedState): boolean {
  return saved.head !== undefined || (saved.branch !== undefined && saved.changes !== undefined);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'git failed';
  if ('code' in error && error.code === 'ENOENT') return 'git is not installed';
  if ('killed' in error && error.killed) return `git gave no answer within ${GIT_LIMIT_MS / 1000} seconds`;
  if (error.message.includes('dubious ownership'))
    return 'git refuses this directory: it belongs to another user';
  return 'git failed';
}
