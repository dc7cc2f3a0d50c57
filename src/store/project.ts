import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { shortFingerprint } from '../source/fingerprint.ts';
import { readText } from './read-text.ts';

/** A directory that belongs together: a repository with all its worktrees, or a plain directory. */
export interface Project {
  /** `<name>-<fingerprint>`: the name for people, the fingerprint of the git common directory (or the path) to tell apart. */
  id: string;
  name: string;
  /** The work tree that contains the directory; the directory itself without git. */
  root: string;
  /** The repository's common git directory, which its worktrees share; undefined without git. */
  gitDirectory: string | undefined;
}

/** Identifies the project of a directory by looking at files only; no git is started. */
export function identifyProject(directory: string): Project {
  const start = realPath(resolve(directory));
  for (let folder = start; ; folder = dirname(folder)) {
    const gitDirectory = commonGitDirectory(folder);
    if (gitDirectory !== undefined) return project(folder, gitDirectory);
    if (dirname(folder) === folder) return project(start, undefined);
  }
}

/** The work trees of a project, its own first: the main one and those that `git worktree add` made. */
export function workTrees(project: Project): string[] {
  const { root, gitDirectory } = project;
  if (gitDirectory === undefined) return [root];
  const linked = listNames(join(gitDirectory, 'worktrees')).flatMap((name) => {
    const pointer = readText(join(gitDirectory, 'worktrees', name, 'gitdir'))?.trim();
    return pointer === undefined ? [] : [dirname(pointer)];
  });
  const main = basename(gitDirectory) === '.git' ? [dirname(gitDirectory)] : [];
  return [...new Set([root, ...main, ...linked])];
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // no linked work trees
  }
}

function project(root: string, gitDirectory: string | undefined): Project {
  const identity = gitDirectory ?? root;
  const named =
    gitDirectory === undefined || basename(gitDirectory) !== '.git' ? identity : dirname(gitDirectory);
  const name =
    basename(named)
      .replace(/\.git$/, '')
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .slice(0, 32) || 'root';
  return { id: `${name}-${shortFingerprint(identity)}`, name, root, gitDirectory };
}

/** `.git` is a directory, or in worktrees and submodules a file that points to one. */
function commonGitDirectory(folder: string): string | undefined {
  const path = join(folder, '.git');
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return realPath(path); // a link where a tool keeps repositories elsewhere
  if (!stats?.isFile()) return undefined;
  const pointer = /^gitdir: (.+)$/m.exec(readText(path) ?? '')?.[1]?.trim();
  if (pointer === undefined) return undefined;
  const gitDirectory = isAbsolute(pointer) ? pointer : resolve(folder, pointer);
  const common = readText(join(gitDirectory, 'commondir'))?.trim();
  return realPath(common === undefined ? gitDirectory : resolve(gitDirectory, common));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // a directory that is gone still names a project
  }
}
