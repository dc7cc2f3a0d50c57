import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { geminiCli } from '../../../src/source/gemini-cli/source.ts';
import { jsonLines } from '../read-events.ts';

const home = mkdtempSync(join(tmpdir(), 'recovery-gemini-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const header = (sessionId: string): object => ({ sessionId, projectHash: 'h' });

describe('sessions of Gemini CLI on disk', () => {
  const chats = (folder: string): string => join(home, '.gemini', 'tmp', folder, 'chats');
  const file = (folder: string, name: string, id: string): void => {
    mkdirSync(dirname(join(chats(folder), name)), { recursive: true });
    writeFileSync(
      join(chats(folder), name),
      jsonLines([header(id), { id: 'm1', type: 'user', content: 'Go.' }]),
    );
  };
  const hash = createHash('sha256').update('/work/old').digest('hex');
  file('shop', 'session-2026-05-04T09-00-aaaaaaaa.jsonl', 'aaaaaaaa-1');
  file('shop', 'session-2026-05-04T09-00-aaaaaaaa.json', 'aaaaaaaa-1');
  file('shop', 'aaaaaaaa-1/bbbbbbbb.jsonl', 'bbbbbbbb-sub');
  file('marked', 'session-2026-05-04T09-00-cccccccc.jsonl', 'cccccccc-1');
  file(hash, 'session-2026-05-04T09-00-dddddddd.json', 'dddddddd-1');
  writeFileSync(
    join(home, '.gemini', 'projects.json'),
    JSON.stringify({ projects: { '/work/shop': 'shop' } }),
  );
  writeFileSync(join(home, '.gemini', 'tmp', 'marked', '.project_root'), '/work/shop/api\n');
  const found = (query: { directories?: string[]; nativeId?: string }): string[] =>
    geminiCli
      .discover({ homeDirectory: home, environment: {}, limit: 9, ...query })
      .map(({ nativeId }) => nativeId)
      .toSorted();

  it('belong to the directory of their project, by registry, by mark or by hash', () => {
    expect(found({ directories: ['/work/shop'] })).toEqual(['aaaaaaaa-1', 'cccccccc-1']);
    expect(found({ directories: ['/work/old'] })).toEqual(['dddddddd-1']);
    expect(found({ directories: ['/work'] })).toEqual(['aaaaaaaa-1', 'cccccccc-1']);
  });

  it('are found by id, without those of sub-agents', () => {
    expect(found({})).toEqual(['aaaaaaaa-1', 'cccccccc-1', 'dddddddd-1']);
    expect(found({ nativeId: 'dddddddd-1' })).toEqual(['dddddddd-1']);
    expect(found({ nativeId: 'dddddddd-2' })).toEqual([]);
    expect(found({ nativeId: '../aaaaaaaa-1' })).toEqual([]);
  });
});
