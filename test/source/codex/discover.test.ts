import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codex } from '../../../src/source/codex/source.ts';
import { jsonLines } from '../read-events.ts';
import { meta, prompt } from './records.ts';

const home = mkdtempSync(join(tmpdir(), 'recovery-codex-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let minutes = 0;
function file(day: string, id: string, more: object = {}): string {
  const path = join(home, 'sessions', day, `rollout-2026-05-04T09-00-00-${id}.jsonl`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, jsonLines([meta(id, more), ...prompt('Go.')]));
  minutes++;
  utimesSync(path, new Date(), new Date(1_777_885_200_000 + minutes * 60_000));
  return path;
}

const found = (query: { directories?: string[]; nativeId?: string; limit?: number }): string[] =>
  codex
    .discover({ homeDirectory: '/none', environment: { CODEX_HOME: home }, limit: 9, ...query })
    .map(({ nativeId }) => nativeId);

describe('sessions of Codex on disk', () => {
  beforeAll(() => {
    file('2026/05/04', 'one');
    file('2025/12/31', 'two', { cwd: '/work/shop/api' });
    file('2026/05/04', 'three', { cwd: '/work/shop-api' });
    file('2026/05/05', 'four', { cwd: '/work/shop-fix' });
    file('2026/05/05', 'sub', { source: { subagent: 'review' } });
    file('2026/05/05', 'reverted_0a1b');
    file('notes/05/05', 'five');
  });

  it('belong to the directory in which they worked, newest first, without those of sub-agents', () => {
    expect(found({ directories: ['/work/shop'] })).toEqual(['reverted', 'two', 'one']);
    expect(found({ directories: ['/work/shop-api'] })).toEqual(['three']);
    expect(found({ directories: ['/elsewhere'] })).toEqual([]);
  });

  it('belong to all the work trees that are named', () => {
    expect(found({ directories: ['/work/shop/api', '/work/shop-fix'] })).toEqual(['four', 'two']);
    expect(found({ directories: ['/work'], limit: 1 })).toEqual(['reverted']);
  });

  it('are found by id, also those of sub-agents', () => {
    expect(found({ nativeId: 'three' })).toEqual(['three']);
    expect(found({ nativeId: 'sub' })).toEqual(['sub']);
  });

  it.each(['../one', 'one.jsonl', '2026/05/04/one', '', '.*', 'one\0'])(
    'are found by id alone: not by %j',
    (nativeId) => {
      expect(found({ nativeId })).toEqual([]);
    },
  );

  it('are regular files only', () => {
    const day = dirname(file('2026/06/01', 'six', { cwd: '/work/odd' }));
    mkdirSync(join(day, 'rollout-2026-06-01T09-00-00-folder.jsonl'));
    symlinkSync(
      join(day, 'rollout-2026-05-04T09-00-00-six.jsonl'),
      join(day, 'rollout-2026-06-01T09-00-00-link.jsonl'),
    );
    symlinkSync('/dev/zero', join(day, 'rollout-2026-06-01T09-00-00-zero.jsonl'));
    expect(found({ directories: ['/work/odd'] })).toEqual(['six']);
  });

  it('are found among a thousand within a second', () => {
    for (let index = 0; index < 1000; index++) file('2026/07/01', `many-${index}`, { cwd: '/work/many' });
    const started = performance.now();
    expect(found({ directories: ['/work/many'], limit: 2 })).toEqual(['many-999', 'many-998']);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
