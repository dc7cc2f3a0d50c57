import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../src/session/events.ts';
import type { Source } from '../../src/source/contract.ts';
import { readTranscript, type Bookmark, type ReadResult } from '../../src/source/read.ts';
import { sourceByAgent, sourceOfFile, sources } from '../../src/source/registry.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SAMPLES } from './samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'recovery-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function fileOf(content: string | Buffer): string {
  const path = join(folder, `${files++}.jsonl`);
  writeFileSync(path, content);
  return path;
}

interface Reading {
  events: SessionEvent[];
  result: ReadResult;
}

function read(path: string, source: Source, from?: { bookmark: Bookmark; events: SessionEvent[] }): Reading {
  let events = [...(from?.events ?? [])];
  const result = readTranscript({
    path,
    source,
    bookmark: from?.bookmark,
    sink: { event: (event) => events.push(event), restart: () => (events = []) },
  });
  return { events, result };
}

describe.each(SAMPLES)('$format', ({ agent, format, text }) => {
  const source = sourceByAgent(agent);
  const bytes = Buffer.from(text);

  it('is told from its first bytes', () => {
    expect(sourceOfFile(fileOf(bytes))?.agent).toBe(agent);
  });

  it('yields what was said and done', () => {
    const { events, result } = read(fileOf(bytes), source);
    const kinds = new Set(events.map(({ kind }) => kind));
    expect(kinds).toContain('prompt');
    expect(kinds).toContain('reply');
    expect(kinds).toContain('tool-call');
    expect(kinds).toContain('tool-result');
    expect(result.coverage).toMatchObject({ malformed: 0, oversize: 0, unknown: {}, partialBytes: 0 });
    if (format === 'Claude Code') return;
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'prompt', text: expect.stringContaining('Never touch vendor/.') }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ action: expect.objectContaining({ command: 'npm test -- price' }) }),
    );
    expect(events.filter(({ kind }) => kind === 'prompt')).toHaveLength(1);
  });

  it('pairs each result with a call that came before', () => {
    const open = new Set<string>();
    for (const event of read(fileOf(bytes), source).events) {
      if (event.kind === 'tool-call') open.add(event.callId);
      if (event.kind === 'tool-result') expect(open).toContain(event.callId);
    }
    expect(open.size).toBeGreaterThan(0);
  });

  it('names the place of each event: the first byte of its record', () => {
    const { events } = read(fileOf(bytes), source);
    let last = 0;
    for (const { offset } of events) {
      expect(offset).toBeGreaterThanOrEqual(last);
      last = offset;
      const isStart = agent === 'text' || bytes[offset] === '{'.charCodeAt(0);
      expect(isStart, `offset ${offset}`).toBe(true);
    }
  });

  it('gives the same events when it is read in two parts', () => {
    const whole = read(fileOf(bytes), source);
    const cuts = [...text.matchAll(/\n/g)].map(({ index }) => Buffer.byteLength(text.slice(0, index + 1)));
    for (const cut of cuts.slice(0, 60)) {
      const path = fileOf(bytes.subarray(0, cut));
      const first = read(path, source);
      writeFileSync(path, bytes);
      const { bookmark } = first.result;
      const both = read(path, source, bookmark && { bookmark, events: first.events });
      expect(both.events).toEqual(whole.events);
    }
  });

  it('takes any end: whole records before it still count, and nothing throws', () => {
    const random = seededRandom(3);
    for (let run = 0; run < 150; run++) {
      const { coverage } = read(fileOf(bytes.subarray(0, random.below(bytes.length))), source).result;
      const { lines, understood, ignored, malformed, oversize, unknown } = coverage;
      const others = Object.values(unknown).reduce((sum, count) => sum + count, 0);
      expect(understood + ignored + malformed + oversize + others).toBe(lines);
    }
  });

  it('takes any damage: changed, missing and repeated bytes', () => {
    const random = seededRandom(4);
    for (let run = 0; run < 300; run++) {
      const damaged = Buffer.from(bytes);
      for (let change = random.below(8); change >= 0; change--)
        damaged[random.below(bytes.length)] = random.below(256);
      const at = random.below(bytes.length);
      const cut = Buffer.concat([damaged.subarray(0, at), damaged.subarray(random.below(bytes.length))]);
      expect(() => read(fileOf(run % 2 === 0 ? damaged : cut), source)).not.toThrow();
    }
  });
});

describe('hostile records', () => {
  const HOSTILE = [
    '{"type":"message","id":"a","parentId":"a","message":{"role":"user","content":"x"}}',
    '{"__proto__":{"polluted":true},"type":"user","message":{"role":"user","content":"x"}}',
    '{"type":"session_meta","payload":{"__proto__":{"polluted":true},"id":{}}}',
    '['.repeat(100_000),
    `{"role":"user","content":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    '{"role":"assistant","tool_calls":[null,1,{"function":null}]}',
    '{"role":"user","content":"\\ud800 lone"}',
    '{"type":"response_item","payload":{"type":"function_call","arguments":"{{{","call_id":7}}',
    '{"type":"message","message":{"role":"assistant","content":"text","usage":{"totalTokens":-1}}}',
    '{"id":"a","type":"gemini","content":{"text":7},"toolCalls":[{"args":[],"result":{}}],"tokens":{"total":"9"}}',
    '{"$set":{"messages":[null,7,{"id":{}}],"directories":{}}}',
    '{"$rewindTo":"__proto__"}',
    '{"info":{"role":"assistant","time":{"created":1e300}},"parts":[{"type":"tool","state":7}]}',
    '{"type":"tool.execution_start","data":{"toolCallId":"c","toolName":"sql","arguments":{"query":"INSERT INTO todos VALUES (((("}}}',
    '{"type":"tool.execution_complete","data":{"toolCallId":"c","success":1,"result":[]}}',
    '\0\0\0',
    'null',
    '"text"',
    '[]',
    '',
  ];

  it.each(sources)('do no harm to $agent', (source) => {
    for (const line of [...HOSTILE, HOSTILE.join('\n')])
      expect(() => read(fileOf(`${line}\n`), source)).not.toThrow();
    expect({}).not.toHaveProperty('polluted');
  });
});
