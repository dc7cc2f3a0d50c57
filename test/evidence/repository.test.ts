import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRepositoryNow } from '../../src/bootstrap/git-now.ts';
import { readRepository } from '../../src/evidence/repository.ts';
import { readRulesText } from '../../src/evidence/rules-files.ts';
import { identifyProject } from '../../src/store/project.ts';
import { temporaryDirectory, temporaryRepository, type TemporaryDirectory } from './temporary-repository.ts';

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
      changeCount: 2,
      lockFiles: { 'package-lock.json': { sizeBytes: 2 } },
    });
    expect(Object.keys(state.files).toSorted()).toEqual(['notes.md', 'src/a.ts', 'src/b.ts']);
    expect(state.files['src/b.ts']?.sizeBytes).toBe(7);
  });

  it('knows a linked work tree', async () => {
    const repository = temporaryRepository();
    const linked = join(temporaryDirectory().root, 'beta');
    repository.git('worktree', 'add', '--quiet', '-b', 'feature/beta', linked);
    const state = await readRepository({ directory: linked, files: [] });
    expect(state).toMatchObject({ root: linked, branch: 'feature/beta' });
  });

  it('has no commits before the first', async () => {
    const directory = temporaryDirectory();
    directory.git('init', '--quiet', '--initial-branch=main');
    const state = await readRepository({ directory: directory.root, files: [] });
    expect(state).toMatchObject({ branch: 'main', changes: [] });
    expect(state.head).toBeUndefined();
  });

  it.each<[string, (repository: TemporaryDirectory, program: string) => void]>([
    ['as its monitor', ({ git }, program) => git('config', 'core.fsmonitor', program)],
    ['as a filter', ({ git }, program) => git('config', 'filter.x.clean', program)],
    ['as a filter that runs on', ({ git }, program) => git('config', 'filter.x.process', program)],
    [
      'as a filter with a name that no setting can hold',
      ({ git, write }, program) => {
        write({ '.gitattributes': '* filter=x=y' });
        git('config', 'filter.x=y.clean', program);
      },
    ],
    [
      'as a filter of an included file',
      ({ git, write, root }, program) => {
        write({ more: `[filter "x"]\n\tclean = ${program}\n` });
        git('config', 'include.path', join(root, 'more'));
      },
    ],
    [
      'as a transport for what is missing',
      ({ git, root }, program) => {
        git('config', 'core.repositoryformatversion', '1');
        git('config', 'extensions.partialClone', 'origin');
        git('config', 'remote.origin.promisor', 'true');
        git('config', 'remote.origin.url', `ext::${program} %S`);
        git('config', 'protocol.ext.allow', 'always');
        const tree = git('rev-parse', 'HEAD^{tree}').trim();
        rmSync(join(root, '.git/objects', tree.slice(0, 2), tree.slice(2)));
      },
    ],
  ])('starts no program that its configuration names %s', async (_, configure) => {
    const repository = temporaryRepository({ 'a.txt': 'a\n', '.gitattributes': '* filter=x\n' });
    const mark = join(repository.root, '.git', 'started');
    const program = join(repository.root, '.git', 'program.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${mark}\ncat\n`, { mode: 0o755 });
    configure(repository, program);
    repository.write({ 'a.txt': 'b\n' });
    const { root } = repository;
    await readRepository({ directory: root, files: [] });
    const environment = { PATH: process.env['PATH'] };
    await readRepositoryNow({ project: identifyProject(root), saved: {}, environment });
    expect(existsSync(mark)).toBe(false);
  });

  it('is not read beyond its work tree', async () => {
    const elsewhere = temporaryDirectory();
    elsewhere.write({ key: 'v1 private\n' });
    const repository = temporaryRepository();
    for (const name of ['.nvmrc', 'CLAUDE.md', 'package.json'])
      symlinkSync(join(elsewhere.root, 'key'), join(repository.root, name));
    const { runtime } = await readRepository({ directory: repository.root, files: [] });
    expect(runtime).toEqual({});
    expect(readRulesText(repository.root)).not.toContain('private');
  });
});

describe('a plain directory', () => {
  it('is read without git', async () => {
    const directory = temporaryDirectory();
    directory.write({ 'a.ts': 'abc' });
    const state = await readRepository({ directory: directory.root, files: ['a.ts'] });
    expect(state).toMatchObject({ root: directory.root, files: { 'a.ts': { sizeBytes: 3 } } });
    expect(state.branch).toBeUndefined();
  });

  it('with a .git that git does not understand is one too', async () => {
    const directory = temporaryDirectory();
    directory.write({ '.git/HEAD': 'nonsense', 'a.ts': 'abc' });
    const state = await readRepository({ directory: directory.root, files: ['a.ts'] });
    expect(state.head).toBeUndefined();
    expect(state.files['a.ts']?.sizeBytes).toBe(3);
  });
});
