import { describe, expect, it } from 'vitest';
import { opencode } from '../../src/source/opencode/source.ts';
import { readText, said } from './read-events.ts';

interface Message {
  info: object;
  parts: object[];
}

const INFO = { id: 'ses_1', directory: '/work/shop', title: 'Import', version: '1.14.30' };

const text = (words: string, more: object = {}): object => ({ type: 'text', text: words, ...more });

let count = 0;
function user(...parts: object[]): Message {
  return { info: { id: `msg_${count++}`, role: 'user', time: { created: 1_777_885_200_000 } }, parts };
}
function agent(parts: object[], more: object = {}): Message {
  return {
    info: { id: `msg_${count++}`, role: 'assistant', modelID: 'qwen3', finish: 'stop', ...more },
    parts,
  };
}
function tool(name: string, input: object, state: object = {}): object {
  return {
    type: 'tool',
    tool: name,
    callID: `call_${count++}`,
    state: { status: 'completed', input, ...state },
  };
}
const read = (messages: Message[], info: object = {}) =>
  readText(opencode, JSON.stringify({ info: { ...INFO, ...info }, messages }));

describe('an exported session of OpenCode', () => {
  it('tells where it worked, and for which session', () => {
    expect(read([user(text('Go.'))], { parentID: 'ses_0' }).events[0]).toMatchObject({
      nativeId: 'ses_1',
      cwd: '/work/shop',
      title: 'Import',
      agentVersion: '1.14.30',
      parentId: 'ses_0',
      offset: 0,
    });
    expect(read([user(text('Go.'))]).of('prompt')[0]?.at).toBe('2026-05-04T09:00:00.000Z');
  });

  it('holds what the person said, and not what the harness added', () => {
    const session = read([
      user(
        text('Use @a.ts'),
        { type: 'file', filename: 'a.ts' },
        text('Called the Read tool', { synthetic: true }),
      ),
      user(text('Continue if you have next steps.', { synthetic: true })),
      user(text('! ls', { ignored: true })),
    ]);
    expect(said(session)).toEqual(['Use @a.ts']);
  });

  it('is compacted by an answer of its own, whose tokens are not the context', () => {
    const tokens = { total: 99_000, input: 98_000, output: 1000, cache: { read: 0, write: 0 } };
    const session = read([
      user({ type: 'compaction', auto: true }),
      agent([text('## Goal\nImport.')], { summary: true, mode: 'compaction', tokens }),
    ]);
    expect(session.of('compaction')[0]).toMatchObject({ trigger: 'auto' });
    expect(session.of('recap')[0]).toMatchObject({ of: 'compaction', text: '## Goal\nImport.' });
    expect([...session.of('usage'), ...session.of('reply'), ...session.of('turn-end')]).toEqual([]);
  });

  it('counts the total of a call, or the sum of its parts where there is none', () => {
    const parts = { input: 400, output: 60, reasoning: 9, cache: { read: 8000, write: 540 } };
    const session = read([
      agent([], { tokens: { total: 9100, ...parts } }),
      agent([], { tokens: parts }),
      agent([], { tokens: { input: 0, output: 0 } }),
    ]);
    expect(session.of('usage').map(({ contextTokens }) => contextTokens)).toEqual([9100, 9000]);
  });

  it.each([
    ['done', { finish: 'stop' }],
    ['interrupted', { finish: undefined, error: { name: 'MessageAbortedError' } }],
    ['failed', { finish: undefined, error: { name: 'APIError' } }],
  ])('says that a turn is %s', (reason, info) => {
    expect(read([agent([text('So.')], info)]).of('turn-end')).toEqual([expect.objectContaining({ reason })]);
  });

  it('goes on behind a tool call, also where the provider says that it stopped', () => {
    const messages = [
      agent([text('So.')], { finish: 'tool-calls' }),
      agent([tool('read', { filePath: 'a' })]),
    ];
    expect(read(messages).of('turn-end')).toEqual([]);
  });

  it('leaves out what the person took back', () => {
    const kept = user(text('First.'));
    const answer = agent([text('One.', { id: 'p1' }), text('Two.', { id: 'p2' })]);
    const messages = [kept, answer, user(text('Second.'))];
    const messageID = 'id' in answer.info ? answer.info.id : undefined;
    expect(said(read(messages, { revert: { messageID } }))).toEqual(['First.']);
    expect(said(read(messages, { revert: { messageID, partID: 'p2' } }))).toEqual(['First.', 'One.']);
  });

  it('counts kinds of parts that are not known, and reads the rest', () => {
    const session = read([agent([text('So.'), { type: 'telepathy' }])]);
    expect(session.coverage.unknown).toEqual({ 'part.telepathy@1.14.30': 1 });
    expect(said(session)).toEqual(['So.']);
  });

  it('is not looked for on disk', () => {
    expect(opencode.discover({ homeDirectory: '/none', environment: {}, limit: 9 })).toEqual([]);
  });
});

describe('a tool call of OpenCode', () => {
  const results = (...call: Parameters<typeof tool>) => read([agent([tool(...call)])]).of('tool-result');

  it('fails by its exit status, although it is completed', () => {
    expect(results('bash', { command: 'make' }, { output: 'no rule', metadata: { exit: 2 } })).toEqual([
      expect.objectContaining({ ok: false, exitCode: 2, output: 'no rule' }),
    ]);
  });

  it('that could not be understood has failed', () => {
    expect(results('invalid', { tool: 'raed' }, { output: 'Model tried to call' })[0]).toMatchObject({
      ok: false,
    });
  });

  it('is refused with what the person said', () => {
    const refused = 'The user rejected permission to use this specific tool call';
    const state = { status: 'error', error: `${refused} with the following feedback: use pnpm` };
    expect(results('bash', { command: 'npm i' }, state)[0]?.refused).toEqual({ reason: 'use pnpm' });
    expect(results('bash', {}, { status: 'error', error: `${refused}.` })[0]?.refused).toEqual({
      reason: undefined,
    });
    expect(
      results('bash', {}, { status: 'error', error: 'Tool execution aborted' })[0]?.refused,
    ).toBeUndefined();
  });

  it('that still runs has no result', () => {
    expect(results('bash', { command: 'sleep 9' }, { status: 'running' })).toEqual([]);
  });

  it('with a patch is one call for each kind of change, each with its result', () => {
    const patchText = '*** Begin Patch\n*** Update File: a.ts\n@@\n*** Delete File: b.ts\n*** End Patch';
    const session = read([agent([tool('apply_patch', { patchText })])]);
    expect(session.of('tool-call').map(({ action }) => action)).toEqual([
      { type: 'edit', paths: ['a.ts'] },
      { type: 'delete', paths: ['b.ts'] },
    ]);
    const ids = session.of('tool-call').map(({ callId }) => callId);
    expect(session.of('tool-result').map(({ callId }) => callId)).toEqual(ids);
    expect(new Set(ids).size).toBe(2);
  });

  it('writes the whole task list, and only when it worked', () => {
    const todos = [
      { content: 'Write it', status: 'in_progress', priority: 'high' },
      { content: 'Old', status: 'cancelled', priority: 'low' },
    ];
    const session = read([
      agent([tool('todowrite', { todos }), tool('todowrite', { todos }, { status: 'error' })]),
    ]);
    expect(session.of('tasks')).toEqual([
      expect.objectContaining({
        whole: true,
        tasks: [
          expect.objectContaining({ text: 'Write it', status: 'in_progress' }),
          expect.objectContaining({ text: 'Old', status: 'deleted' }),
        ],
      }),
    ]);
  });

  it('asks the person', () => {
    const questions = [{ question: 'Which one?' }, { question: 'And then?' }];
    const session = read([
      agent([tool('question', { questions }, { metadata: { answers: [['blue', 'red'], []] } })]),
    ]);
    expect(session.of('answer')).toEqual([
      expect.objectContaining({ question: 'Which one?', answer: 'blue, red' }),
    ]);
  });
});
