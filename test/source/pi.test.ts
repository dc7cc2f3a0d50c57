import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../src/session/events.ts';
import { pi } from '../../src/source/pi/source.ts';
import { readTranscript } from '../../src/source/read.ts';

const home = mkdtempSync(join(tmpdir(), 'recovery-pi-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const lines = (records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

const header = (cwd: string): object => ({
  type: 'session',
  version: 3,
  id: 'b7',
  timestamp: '2026-05-04T09:00:00.000Z',
  cwd,
});

function entry(id: string, parentId: string | null, fields: object): object {
  return { id, parentId, timestamp: '2026-05-04T09:00:01.000Z', ...fields };
}

const user = (id: string, parentId: string | null, content: string): object =>
  entry(id, parentId, { type: 'message', message: { role: 'user', content } });

const agent = (id: string, parentId: string, text: string, more: object = {}): object =>
  entry(id, parentId, {
    type: 'message',
    message: { role: 'assistant', content: [{ type: 'text', text }], stopReason: 'stop', ...more },
  });

function eventsOf(records: readonly object[]): SessionEvent[] {
  const path = join(home, 'session.jsonl');
  writeFileSync(path, lines(records));
  let events: SessionEvent[] = [];
  readTranscript({
    path,
    source: pi,
    sink: { event: (event) => events.push(event), restart: () => (events = []) },
  });
  return events;
}

const texts = (events: readonly SessionEvent[]): string[] =>
  events.flatMap((event) => ('text' in event && event.text !== undefined ? [event.text] : []));

describe('a session of pi', () => {
  it('leaves out what was rewound', () => {
    const events = eventsOf([
      header('/work/shop'),
      user('01', null, 'Plan the import.'),
      agent('02', '01', 'Here is the plan.'),
      user('03', '02', 'Use a queue.'),
      agent('04', '03', 'The queue is there.'),
      user('05', '02', 'Use no queue at all.'),
      agent('06', '05', 'It is a plain loop now.'),
    ]);
    expect(texts(events)).toEqual([
      'Plan the import.',
      'Here is the plan.',
      'Use no queue at all.',
      'It is a plain loop now.',
    ]);
  });

  it('tells what a compaction and a left branch were about', () => {
    const events = eventsOf([
      header('/work/shop'),
      user('01', null, 'Plan the import.'),
      entry('02', '01', { type: 'compaction', summary: '## Goal\nImport.', tokensBefore: 180_000 }),
      entry('03', '02', { type: 'branch_summary', fromId: '01', summary: 'A queue was tried.' }),
    ]);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'compaction', tokensBefore: 180_000 }));
    expect(events).toContainEqual(expect.objectContaining({ kind: 'recap', of: 'compaction' }));
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'recap', of: 'session', text: 'A queue was tried.' }),
    );
  });

  it('counts the context as pi does, and not that of an answer that failed', () => {
    const usage = { input: 5, output: 10, cacheRead: 900, cacheWrite: 0, totalTokens: 915 };
    const events = eventsOf([
      header('/work/shop'),
      user('01', null, 'Go.'),
      agent('02', '01', 'Done.', { usage, model: 'qwen3' }),
      agent('03', '02', '', { usage: { ...usage, totalTokens: 5000 }, stopReason: 'error' }),
    ]);
    const contexts = events.flatMap((event) => (event.kind === 'usage' ? [event.contextTokens] : []));
    expect(contexts).toEqual([915]);
    expect(events.at(-1)).toMatchObject({ kind: 'turn-end', reason: 'failed' });
  });

  it("takes the person's own command for a command", () => {
    const message = { role: 'bashExecution', command: 'make deploy', output: 'no target', exitCode: 2 };
    const events = eventsOf([header('/work/shop'), entry('01', null, { type: 'message', message })]);
    expect(events).toContainEqual(
      expect.objectContaining({ action: { type: 'command', command: 'make deploy' } }),
    );
    expect(events.at(-1)).toMatchObject({ kind: 'tool-result', ok: false, exitCode: 2 });
  });

  it('is counted as unknown where the format is newer', () => {
    const path = join(home, 'newer.jsonl');
    writeFileSync(path, lines([header('/work/shop'), entry('01', null, { type: 'telepathy' })]));
    const { coverage } = readTranscript({ path, source: pi, sink: { event: () => {}, restart: () => {} } });
    expect(coverage.unknown).toEqual({ 'telepathy@v3': 1 });
  });
});

describe('sessions of pi on disk', () => {
  const sessions = join(home, 'agent', 'sessions');
  const file = (folder: string, id: string, cwd: string): void => {
    const path = join(sessions, folder, `2026-05-04T09-00-00-000Z_${id}.jsonl`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, lines([header(cwd), user('01', null, 'Go.')]));
  };
  file('--work-shop--', 'one', '/work/shop');
  file('--work-shop-api--', 'two', '/work/shop/api');
  file('--work-shop-api--', 'three', '/work/shop-api');
  const found = (query: { directories?: string[]; nativeId?: string }): string[] =>
    pi
      .discover({
        homeDirectory: '/none',
        environment: { PI_CODING_AGENT_DIR: join(home, 'agent') },
        limit: 9,
        ...query,
      })
      .map(({ nativeId }) => nativeId)
      .toSorted();

  it('belong to the directory in which they worked, whatever their folder is called', () => {
    expect(found({ directories: ['/work/shop'] })).toEqual(['one', 'two']);
    expect(found({ directories: ['/work/shop-api'] })).toEqual(['three']);
  });

  it('are found by id', () => {
    expect(found({ nativeId: 'three' })).toEqual(['three']);
    expect(found({ nativeId: '../one' })).toEqual([]);
  });
});
