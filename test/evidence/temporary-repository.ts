import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface TemporaryDirectory {
  root: string;
  /** Writes files by their relative paths. */
  write(files: Record<string, string>): void;
  git(...args: string[]): string;
}

/** An empty directory that goes with the test. */
export function temporaryDirectory(): TemporaryDirectory {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'evidence-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return {
    root,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    git: (...args) => git(root, args),
  };
}

/** A repository on the branch `main` with the files committed. */
export function temporaryRepository(files: Record<string, string> = { 'a.txt': 'a\n' }): TemporaryDirectory {
  const directory = temporaryDirectory();
  directory.git('init', '--quiet', '--initial-branch=main');
  directory.write(files);
  directory.git('add', '--all');
  directory.git('commit', '--quiet', '--message', 'Begin');
  return directory;
}

function git(cwd: string, args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Anna',
    '-c',
    'user.email=anna@example.com',
    '-c',
    'commit.gpgSign=false',
  ];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...identity, ...args], { cwd, env, encoding: 'utf8', stdio: 'pipe' });
}
