import { join } from 'node:path';
import { ownGitDirectory } from '../evidence/git-safety.ts';
import { readText } from '../store/read-text.ts';

export interface GitHead {
  /** Undefined when HEAD is detached. */
  branch?: string;
  /** Full hash; undefined without commits. */
  head?: string;
}

/**
 * What is checked out, from git's own files: for when git itself is missing or gives no answer. Undefined where HEAD
 * cannot be read, or refs are kept in another format (reftable).
 */
export function readGitHead(root: string, commonDirectory: string): GitHead | undefined {
  const text = readText(join(ownGitDirectory(root, commonDirectory), 'HEAD'))?.trim();
  if (text === undefined) return undefined;
  if (isHash(text)) return { head: text };
  const branch = /^ref: refs\/heads\/(.+)$/.exec(text)?.[1];
  if (branch === undefined || branch === '.invalid' || branch.split('/').includes('..')) return undefined;
  const loose = readText(join(commonDirectory, 'refs/heads', branch))?.trim();
  const head = loose !== undefined && isHash(loose) ? loose : packedHead(commonDirectory, branch);
  return head === undefined ? { branch } : { branch, head };
}

function packedHead(commonDirectory: string, branch: string): string | undefined {
  const lines = readText(join(commonDirectory, 'packed-refs'))?.split('\n') ?? [];
  return lines.find((line) => line.endsWith(` refs/heads/${branch}`))?.split(' ', 1)[0];
}

function isHash(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
