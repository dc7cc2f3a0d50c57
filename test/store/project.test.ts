import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identifyProject, workTrees } from '../../src/store/project.ts';
import { scratch } from './processes.ts';

const IDENTITY = ['-c', 'user.name=Anna', '-c', 'user.email=anna@example.invalid'];

function git(cwd: string, ...words: string[]): void {
  execFileSync('git', [...IDENTITY, '-c', 'protocol.file.allow=always', ...words], {
    cwd,
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });
}

/** A repository with one commit, in an empty directory. */
function repository(name = 'app'): { root: string; main: string } {
  const root = realpathSync(scratch());
  const main = join(root, name);
  mkdirSync(join(main, 'src'), { recursive: true });
  writeFileSync(join(main, 'src', 'a.ts'), '');
  git(main, 'init', '-q');
  git(main, 'add', '-A');
  git(main, 'commit', '-qm', 'Start');
  return { root, main };
}

describe('a repository', () => {
  it('is one project in all its directories and work trees', () => {
    const { root, main } = repository();
    const linked = join(root, 'feature');
    git(main, 'worktree', 'add', '-q', linked);
    const here = identifyProject(join(main, 'src'));
    const there = identifyProject(join(linked, 'src'));
    expect(here).toMatchObject({ name: 'app', root: main, gitDirectory: join(main, '.git') });
    expect(here.id).toMatch(/^app-[0-9a-z]{8}$/);
    expect(there).toEqual({ ...here, root: linked });
    expect(workTrees(here)).toEqual([main, linked]);
    expect(workTrees(there)).toEqual([linked, main]);
  });

  it('is the same one behind a link to it or to its .git', () => {
    const { root, main } = repository();
    symlinkSync(main, join(root, 'alias'));
    const { id } = identifyProject(main);
    expect(identifyProject(join(root, 'alias', 'src')).id).toBe(id);
    renameSync(join(main, '.git'), join(root, 'kept.git'));
    symlinkSync(join(root, 'kept.git'), join(main, '.git'));
    expect(identifyProject(main)).toMatchObject({ name: 'kept', gitDirectory: join(root, 'kept.git') });
  });

  it('is another one than its submodule', () => {
    const { root, main } = repository();
    const library = repository('library');
    git(main, 'submodule', 'add', '-q', library.main, 'vendor/library');
    const inside = identifyProject(join(main, 'vendor', 'library', 'src'));
    expect(inside).toMatchObject({ name: 'library', root: join(main, 'vendor', 'library') });
    expect(inside.gitDirectory).toBe(join(root, 'app', '.git', 'modules', 'vendor', 'library'));
    expect(new Set([inside.id, identifyProject(main).id, identifyProject(library.main).id]).size).toBe(3);
    expect(workTrees(inside)).toEqual([inside.root]);
  });

  it('that is bare has its work trees only', () => {
    const { root, main } = repository();
    git(root, 'clone', '-q', '--bare', main, 'shared.git');
    git(join(root, 'shared.git'), 'worktree', 'add', '-q', join(root, 'one'));
    const project = identifyProject(join(root, 'one'));
    expect(project).toMatchObject({ name: 'shared', root: join(root, 'one') });
    expect(workTrees(project)).toEqual([join(root, 'one')]);
  });
});

describe('a directory without git', () => {
  it('is a project of its own', () => {
    const folder = realpathSync(scratch());
    mkdirSync(join(folder, 'below'));
    const project = identifyProject(folder);
    expect(project).toMatchObject({ root: folder, gitDirectory: undefined });
    expect(workTrees(project)).toEqual([folder]);
    expect(identifyProject(join(folder, 'below')).id).not.toBe(project.id);
  });

  it.each([
    ['Größe & Co', 'Gr-e-Co'],
    ['a'.repeat(60), 'a'.repeat(32)],
    ['...', '...'],
  ])('has a name that is safe in a path: %s', (folderName, name) => {
    const folder = join(scratch(), folderName);
    mkdirSync(folder);
    expect(identifyProject(folder).name).toBe(name);
    expect(identifyProject(folder).id).toMatch(/^[A-Za-z0-9._-]+-[0-9a-z]{8}$/);
  });

  it('that is gone, or the root, still has a name', () => {
    expect(identifyProject('/nowhere/app').id).toMatch(/^app-/);
    expect(identifyProject('/').id).toMatch(/^root-/);
  });

  it.each(['gitdir: /nowhere/.git/worktrees/x\n', 'not a pointer\n', ''])(
    'is not disturbed by a .git that leads nowhere: %j',
    (text) => {
      const folder = scratch();
      writeFileSync(join(folder, '.git'), text);
      expect(identifyProject(folder).root).toBe(realpathSync(folder));
    },
  );
});
