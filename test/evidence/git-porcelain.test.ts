import { describe, expect, it } from 'vitest';
import {
  LOG_FORMAT,
  parseLog,
  parseNameStatus,
  parseStatus,
  STATUS_ARGUMENTS,
} from '../../src/evidence/git-porcelain.ts';
import { MAX_CHANGES } from '../../src/evidence/repository-state.ts';
import { temporaryRepository, type TemporaryDirectory } from './temporary-repository.ts';

const LINES = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');

const statusOf = ({ git }: TemporaryDirectory): ReturnType<typeof parseStatus> =>
  parseStatus(git(...STATUS_ARGUMENTS));

describe('the status of git', () => {
  it('is read with its branch and commit, and without changes', () => {
    const repository = temporaryRepository();
    expect(statusOf(repository)).toEqual({
      head: repository.git('rev-parse', 'HEAD').trim(),
      branch: 'main',
      changes: [],
      changeCount: 0,
    });
  });

  it('tells every kind of change, in names of any shape', () => {
    const repository = temporaryRepository({
      'changed file.txt': 'a',
      'gone.txt': 'a',
      'old name.txt': LINES,
      '源/文件🚀.txt': 'a',
    });
    repository.write({
      'changed file.txt': 'b',
      'added.txt': 'c',
      'un tracked.txt': 'd',
      '源/文件🚀.txt': 'e',
    });
    repository.git('add', 'added.txt');
    repository.git('rm', '--quiet', 'gone.txt');
    repository.git('mv', 'old name.txt', 'new name.txt');
    expect(statusOf(repository)).toMatchObject({
      changeCount: 6,
      changes: [
        { path: 'added.txt', status: 'added' },
        { path: 'changed file.txt', status: 'modified' },
        { path: 'gone.txt', status: 'deleted' },
        { path: 'new name.txt', from: 'old name.txt', status: 'renamed' },
        { path: 'un tracked.txt', status: 'untracked' },
        { path: '源/文件🚀.txt', status: 'modified' },
      ],
    });
  });

  it('tells conflicts', () => {
    const repository = temporaryRepository();
    repository.git('switch', '--quiet', '--create', 'other');
    repository.write({ 'a.txt': 'other\n' });
    repository.git('commit', '--quiet', '--all', '--message', 'Other');
    repository.git('switch', '--quiet', 'main');
    repository.write({ 'a.txt': 'main\n' });
    repository.git('commit', '--quiet', '--all', '--message', 'Main');
    expect(() => repository.git('merge', '--quiet', 'other')).toThrow();
    expect(statusOf(repository).changes).toEqual([{ path: 'a.txt', status: 'conflicted' }]);
  });

  it('counts what is not pushed and what is not pulled, and stashes', () => {
    const repository = temporaryRepository();
    repository.git('branch', 'upstream');
    repository.git('branch', '--quiet', '--set-upstream-to=upstream');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'One');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'Two');
    repository.write({ 'a.txt': 'stashed\n' });
    repository.git('stash', '--quiet');
    expect(statusOf(repository)).toMatchObject({ ahead: 2, behind: 0, stashes: 1 });
  });

  it('has no branch when HEAD is detached, and no commit before the first', () => {
    const detached = temporaryRepository();
    detached.git('checkout', '--quiet', '--detach');
    expect(statusOf(detached).branch).toBeUndefined();
    expect(statusOf(detached).head).toMatch(/^[0-9a-f]{40}$/);
    const empty = temporaryRepository();
    empty.git('switch', '--quiet', '--orphan', 'fresh');
    expect(statusOf(empty)).toMatchObject({ branch: 'fresh' });
    expect(statusOf(empty).head).toBeUndefined();
  });

  it('lists at most so many changes, and counts all', () => {
    const records = Array.from({ length: 1000 }, (_, index) => `? file-${String(index).padStart(4, '0')}`);
    const status = parseStatus(`${records.toReversed().join('\0')}\0`);
    expect(status.changes).toHaveLength(MAX_CHANGES);
    expect(status.changes[0]?.path).toBe('file-0000');
    expect(status.changeCount).toBe(1000);
  });

  it('passes over what it does not know', () => {
    expect(parseStatus('# new.header x\0! ignored.txt\0zzz\0\0')).toEqual({ changes: [], changeCount: 0 });
  });
});

describe('the log of git', () => {
  it('is read with subjects of any shape, newest first', () => {
    const repository = temporaryRepository();
    repository.git('commit', '--quiet', '--allow-empty', '--message', '修复：round "half" up 🚀\n\nMore.');
    const [newest, oldest] = parseLog(repository.git('log', ...LOG_FORMAT));
    expect(newest?.subject).toBe('修复：round "half" up 🚀');
    expect(newest?.hash).toBe(repository.git('rev-parse', 'HEAD').trim());
    expect(newest?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    expect(oldest?.subject).toBe('Begin');
  });

  it('may be empty', () => {
    expect(parseLog('')).toEqual([]);
  });
});

describe('the changes between two commits', () => {
  it('are read with renames', () => {
    const repository = temporaryRepository({ 'old name.txt': LINES, 'gone.txt': 'a', 'b.txt': 'b' });
    repository.write({ 'b.txt': 'c', 'new.txt': 'd' });
    repository.git('rm', '--quiet', 'gone.txt');
    repository.git('mv', 'old name.txt', 'new name.txt');
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--message', 'Change');
    const output = repository.git('diff', '--name-status', '-M', '-z', 'HEAD~1', 'HEAD');
    expect(parseNameStatus(output)).toEqual([
      { path: 'b.txt', status: 'modified' },
      { path: 'gone.txt', status: 'deleted' },
      { path: 'new name.txt', from: 'old name.txt', status: 'renamed' },
      { path: 'new.txt', status: 'added' },
    ]);
    expect(parseNameStatus('')).toEqual([]);
  });
});
