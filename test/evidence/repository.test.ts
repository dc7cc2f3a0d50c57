import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRepository } from '../../src/evidence/repository.ts';
import { temporaryDirectory, temporaryRepository } from './temporary-repository.ts';

describe('a repository as it is now', () => {
  it('is read from any of its folders, with the files that matter and those that changed', async () => {
    const repository = temporaryRepository({ 'src/a.ts': 'a', 'src/b.ts': 'b', 'package-lock.json': '{}' });
    repository.write({ 'src/b.ts': 'changed', 'notes.md': 'new' });
    const state = await readRepository({
      directory: join(repository.root, 'src'),
      files: ['src/a.ts', 'no.ts'],
    });
    expect(state).toMatchObject({
      root: repository.root,
      branch: 'main',
      head: repository.git('rev-parse', 'HEAD').trim(),
      linkedWorktree: false,
      changeCount: 2,
      commits: [{ subject: 'Begin' }],
      lockFiles: { 'package-lock.json': { sizeBytes: 2 } },
    });
    expect(Object.keys(state.files).toSorted()).toEqual(['notes.md', 'src/a.ts', 'src/b.ts']);
    expect(state.files['src/b.ts']?.sizeBytes).toBe(7);
  });

  it('lists the newest commits, so many as asked', async () => {
    const repository = temporaryRepository();
    for (const subject of ['One', 'Two', 'Three'])
      repository.git('commit', '--quiet', '--allow-empty', '--message', subject);
    const { commits } = await readRepository({ directory: repository.root, files: [], commitLimit: 2 });
    expect(commits?.map(({ subject }) => subject)).toEqual(['Three', 'Two']);
  });

  it('knows a linked work tree', async () => {
    const repository = temporaryRepository();
    const linked = join(temporaryDirectory().root, 'beta');
    repository.git('worktree', 'add', '--quiet', '-b', 'feature/beta', linked);
    const state = await readRepository({ directory: linked, files: [] });
    expect(state).toMatchObject({ root: linked, branch: 'feature/beta', linkedWorktree: true });
  });

  it('has no commits before the first', async () => {
    const directory = temporaryDirectory();
    directory.git('init', '--quiet', '--initial-branch=main');
    const state = await readRepository({ directory: directory.root, files: [] });
    expect(state).toMatchObject({ branch: 'main', commits: [], changes: [] });
    expect(state.head).toBeUndefined();
  });

  it('starts no program that its configuration names', async () => {
    const repository = temporaryRepository();
    const mark = join(repository.root, 'started');
    repository.git('config', 'core.fsmonitor', `touch ${mark}`);
    await readRepository({ directory: repository.root, files: [] });
    expect(existsSync(mark)).toBe(false);
  });
});

describe('a plain directory', () => {
  it('is read without git', async () => {
    const directory = temporaryDirectory();
    directory.write({ 'a.ts': 'abc' });
    const state = await readRepository({ directory: directory.root, files: ['a.ts'] });
    expect(state).toMatchObject({ root: directory.root, files: { 'a.ts': { sizeBytes: 3 } } });
    expect(state.branch).toBeUndefined();
    expect(state.linkedWorktree).toBeUndefined();
  });

  it('with a .git that git does not understand is one too', async () => {
    const directory = temporaryDirectory();
    directory.write({ '.git/HEAD': 'nonsense', 'a.ts': 'abc' });
    const state = await readRepository({ directory: directory.root, files: ['a.ts'] });
    expect(state.head).toBeUndefined();
    expect(state.files['a.ts']?.sizeBytes).toBe(3);
  });
});
