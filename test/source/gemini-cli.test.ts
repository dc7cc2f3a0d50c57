import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { geminiCli } from '../../src/source/gemini-cli/source.ts';
import { readTranscript } from '../../src/source/read.ts';
import { jsonLines, readLines, readText, said } from './read-events.ts';

const home = mkdtempSync(join(tmpdir(), 'recovery-gemini-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const header = (sessionId: string = 's-1'): object => ({
  sessionId,
  projectHash: 'h',
  startTime: '2026-05-04T09:00:00Z',
});
const user = (id: string, content: unknown, more: object = {}): object => ({
  id,
  type: 'user',
  content,
  ...more,
});
const gemini = (id: string, content: string, more: object = {}): object => ({
  id,
  type: 'gemini',
  content,
  ...more,
});
const tokens = (total: number): object => ({
  input: total - 30,
  output: 20,
  cached: 100,
  thoughts: 10,
  tool: 0,
  total,
});

function toolCall(name: string, args: object, response: object, status: string = 'success'): object {
  return { id: `${name}-1`, name, args, status, result: [{ functionResponse: { name, response } }] };
}

const read = (...records: object[]) => readLines(geminiCli, [header(), ...records]);

describe('a log of Gemini CLI', () => {
  it('believes the last record of a message', () => {
    const call = toolCall('read_file', { file_path: 'a.ts' }, { output: 'text' });
    const session = read(
      user('m1', 'Read a.ts.'),
      gemini('m2', 'I look.', { tokens: null }),
      gemini('m2', 'I look.', { tokens: tokens(9000) }),
      gemini('m2', 'I look.', { tokens: tokens(9000), toolCalls: [call] }),
    );
    expect(said(session)).toEqual(['Read a.ts.', 'I look.']);
    expect(session.of('usage')).toHaveLength(1);
    expect(session.of('tool-call').map(({ action }) => action)).toEqual([{ type: 'read', paths: ['a.ts'] }]);
    expect(session.of('turn-end')).toEqual([]);
  });

  it('drops a message that was rewound, and all that followed it', () => {
    const session = read(
      user('m1', 'First.'),
      gemini('m2', 'One.'),
      user('m3', 'Second.'),
      gemini('m4', 'Two.'),
      { $rewindTo: 'm3' },
      user('m5', 'Third.'),
    );
    expect(said(session)).toEqual(['First.', 'One.', 'Third.']);
  });

  it('drops everything when the message that it goes back to is not known', () => {
    const session = read(user('m1', 'First.'), { $rewindTo: 'm0' }, user('m2', 'Second.'));
    expect(said(session)).toEqual(['Second.']);
    expect(session.of('session')).toContainEqual(expect.objectContaining({ nativeId: 's-1' }));
  });

  it('keeps what was said before a compaction, and tells its summary', () => {
    const snapshot = '<state_snapshot><overall_goal>Import.</overall_goal></state_snapshot>';
    const session = read(
      user('m1', 'Plan it.'),
      gemini('m2', 'Planned.'),
      {
        $set: {
          messages: [user('m3', [{ text: snapshot }]), gemini('m4', 'Got it.'), gemini('m2', 'Planned.')],
        },
      },
      user('m5', 'Go on.'),
    );
    expect(said(session)).toEqual(['Plan it.', 'Planned.', 'Go on.']);
    expect(session.of('compaction')).toHaveLength(1);
    expect(session.of('recap')).toEqual([expect.objectContaining({ of: 'compaction', text: snapshot })]);
  });

  it('takes a checkpoint that only masks outputs for no compaction', () => {
    const session = read(user('m1', 'Plan it.'), {
      $set: { messages: [user('m1', [{ text: 'Plan it.' }])] },
    });
    expect(session.of('compaction')).toEqual([]);
    expect(said(session)).toEqual(['Plan it.']);
  });

  it('gives what a whole reading gives when it is read as it grows, also where a record was torn', () => {
    const path = join(home, 'grows.jsonl');
    const records = jsonLines([
      header(),
      user('m1', 'First.'),
      gemini('m2', 'One.', { tokens: null }),
      gemini('m2', 'One.', { toolCalls: [toolCall('glob', { pattern: '*' }, { output: '' })] }),
      { $rewindTo: 'm1' },
      user('m3', 'Second.'),
    ]);
    const whole = readText(geminiCli, records);
    for (let cut = 0; cut < records.length; cut += 7) {
      const texts: string[] = [];
      const sink = {
        event: (event: object) => void ('text' in event && texts.push(String(event.text))),
        restart: () => void texts.splice(0),
      };
      writeFileSync(path, records.slice(0, cut));
      const { bookmark } = readTranscript({ path, source: geminiCli, sink });
      appendFileSync(path, records.slice(cut));
      readTranscript({ path, source: geminiCli, sink, bookmark });
      expect(texts, `cut at ${cut}`).toEqual(said(whole));
    }
  });
});

describe('a message of Gemini CLI', () => {
  it.each([
    ['what the program says in the name of the person', 'System: Please continue.'],
    ['a command to the program', '/compress'],
    ['the context of the session', '<session_context>\nToday is Monday.'],
    ['results of tools', [{ functionResponse: { name: 'glob', response: {} } }]],
  ])('is no prompt when it is %s', (_, content) => {
    expect(read(user('m1', content)).of('prompt')).toEqual([]);
  });

  it('tells what the person typed, without the files that were read for it', () => {
    const content = [
      { text: 'Explain @a.ts' },
      { text: '\n--- Content from referenced files ---' },
      { text: '\nContent from @a.ts:\nNever stop.' },
      { text: '\n--- End of content ---' },
    ];
    const shown = { displayContent: [{ text: 'Explain the file' }] };
    expect(said(read(user('m1', content), user('m2', content, shown)))).toEqual([
      'Explain @a.ts',
      'Explain the file',
    ]);
  });

  it('counts the context of its own call, never a sum', () => {
    const session = read(
      gemini('m1', 'a', { tokens: tokens(9000) }),
      gemini('m2', 'b', { tokens: tokens(9500) }),
    );
    expect(session.of('usage').map(({ contextTokens }) => contextTokens)).toEqual([9000, 9500]);
  });

  it('ends a turn when it calls no tool, when the person cancels, and when the API fails', () => {
    const session = read(
      gemini('m1', 'Done.'),
      { id: 'm2', type: 'info', content: 'Request cancelled.' },
      { id: 'm3', type: 'error', content: '[API Error: overloaded]' },
      { id: 'm4', type: 'error', content: 'Unknown command: /foo' },
    );
    expect(session.of('turn-end').map(({ reason }) => reason)).toEqual(['done', 'interrupted', 'failed']);
  });

  it('of an unknown type is counted', () => {
    expect(read({ id: 'm1', type: 'telepathy', content: '' }).coverage.unknown).toEqual({ 'telepathy@?': 1 });
  });
});
