import { isAbsolute, join, resolve } from 'node:path';
import { readText } from '../store/read-text.ts';

/** Runs git with these words and gives what it printed. */
export type Git = (words: readonly string[]) => Promise<string>;

/** Protocols by which git could fetch a missing object. One that is named in the repository's settings would win over all. */
const PROTOCOLS = ['ext', 'file', 'git', 'http', 'https', 'ssh'];

/** Settings under which git starts no program that a repository could name, and fetches nothing. */
export const SAFE_CONFIG: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'log.showSignature=false',
  'protocol.allow=never',
  ...PROTOCOLS.map((protocol) => `protocol.${protocol}.allow=never`),
];

/** Variables to the same end, for versions of git that know them. */
export const SAFE_VARIABLES: Readonly<Record<string, string>> = { GIT_NO_LAZY_FETCH: '1' };

/** A work tree's own git directory, which in a linked one is not the repository's. */
export function ownGitDirectory(root: string, commonDirectory: string): string {
  const pointer = /^gitdir: (.+)$/m.exec(readText(join(root, '.git')) ?? '')?.[1]?.trim();
  if (pointer === undefined) return commonDirectory;
  return isAbsolute(pointer) ? pointer : resolve(root, pointer);
}

/**
 * Settings that switch off the filters which a repository itself defines: `git status` would run them. The user's own
 * filters stay. Git is asked only where the repository's settings speak of filters, or include other files. Throws for a
 * name that cannot be written into a setting.
 */
export async function withoutFilters(
  git: Git,
  { root, gitDirectory }: { root: string; gitDirectory: string },
): Promise<string[]> {
  const folders = [gitDirectory, ownGitDirectory(root, gitDirectory)];
  const texts = folders.flatMap((folder) =>
    ['config', 'config.worktree'].map((name) => readText(join(folder, name)) ?? ''),
  );
  if (!texts.some((text) => /filter|include/i.test(text))) return [];
  const listed = await git([
    'config',
    '--show-scope',
    '--name-only',
    '-z',
    '--get-regexp',
    '^filter\\.',
  ]).catch(
    () => '', // none
  );
  const fields = listed.split('\0');
  const own = new Set<string>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const name = /^filter\.([\s\S]+)\.[^.]+$/.exec(fields[index + 1] ?? '')?.[1];
    if (name !== undefined && /^(?:local|worktree)$/.test(fields[index] ?? '')) own.add(name);
  }
  for (const name of own)
    if (!/^[\w.-]+$/.test(name)) throw new Error('A filter of the repository has an odd name.');
  return [...own].flatMap((name) =>
    ['clean=', 'smudge=', 'process=', 'required=false'].map((setting) => `filter.${name}.${setting}`),
  );
}
