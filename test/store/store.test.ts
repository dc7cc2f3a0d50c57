import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../src/store/atomic-file.ts';
import { homeAt } from '../../src/store/home.ts';
import { loadKey } from '../../src/store/key.ts';
import { identifyProject, workTrees } from '../../src/store/project.ts';
import { readText } from '../../src/store/read-text.ts';

const scratch = (): string => mkdtempSync(join(tmpdir(), 'recovery-store-'));

describe('files of the home', () => {
  it('are written whole, for the user alone', () => {
    const path = join(scratch(), 'deep', 'er', 'file.json');
    writeFileAtomic(path, 'first');
    writeFileAtomic(path, 'second');
    expect(readFileSync(path, 'utf8')).toBe('second');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('name the home in the error when they cannot be written', () => {
    const file = join(scratch(), 'not-a-directory');
    writeFileSync(file, '');
    expect(() => writeFileAtomic(join(file, 'x'), 'data')).toThrowError(
      expect.objectContaining({ code: 'home-unusable' }),
    );
  });

  it('have one key, made once', () => {
    const home = homeAt(scratch());
    const key = loadKey(home);
    expect(loadKey(home)).toEqual(key);
    expect(statSync(home.keyFile).mode & 0o777).toBe(0o600);
  });

  it('refuse a damaged key instead of replacing it', () => {
    const home = homeAt(scratch());
    writeFileSync(home.keyFile, 'abc');
    expect(() => loadKey(home)).toThrowError(/damaged/);
    expect(readFileSync(home.keyFile, 'utf8')).toBe('abc');
  });

  it('do not hang on a FIFO or follow a device', () => {
    const folder = scratch();
    symlinkSync('/dev/zero', join(folder, 'zero'));
    expect(readText(join(folder, 'zero'))).toBeUndefined();
    expect(readText(join(folder, 'absent'))).toBeUndefined();
  });
});

describe('a project', () => {
  it('is the same in every work tree of a repository', () => {
    const root = scratch();
    const main = join(root, 'app');
    const linked = join(root, 'app-feature');
    mkdirSync(join(main, '.git', 'worktrees', 'feature'), { recursive: true });
    mkdirSync(linked);
    writeFileSync(join(main, '.git', 'worktrees', 'feature', 'commondir'), '../..\n');
    writeFileSync(join(main, '.git', 'worktrees', 'feature', 'gitdir'), `${join(linked, '.git')}\n`);
    writeFileSync(join(linked, '.git'), `gitdir: ${join(main, '.git', 'worktrees', 'feature')}\n`);
    mkdirSync(join(main, 'src'));
    const here = identifyProject(join(main, 'src'));
    const there = identifyProject(linked);
    expect(there.id).toBe(here.id);
    expect(here.id).toMatch(/^app-[0-9a-z]{8}$/);
    expect(workTrees(here)).toContain(linked);
  });

  it('without git is its directory', () => {
    const folder = scratch();
    const project = identifyProject(folder);
    expect(project.gitDirectory).toBeUndefined();
    expect(existsSync(project.root)).toBe(true);
  });
});
