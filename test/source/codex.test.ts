import { describe, expect, it } from 'vitest';
import { codex } from '../../src/source/codex/source.ts';
import { context, event, item, message, meta, prompt, tokens } from './codex/records.ts';
import { readLines, said } from './read-events.ts';

const OWN = '01970000-0000-7000-8000-000000000005';
const PARENT = '01960000-0000-7000-8000-000000000001';

const read = (...records: object[]) => readLines(codex, [meta(OWN), context(), ...records]);

describe('a session of Codex', () => {
  it('tells where it works, and with which model', () => {
    const git = { branch: 'main', commit_hash: 'b0a1c2d3' };
    const session = readLines(codex, [meta(OWN, { git }), context({ cwd: '/work/shop/api' })]);
    expect(session.of('session')).toEqual([
      expect.objectContaining({ nativeId: OWN, cwd: '/work/shop', branch: 'main', commit: 'b0a1c2d3' }),
      expect.objectContaining({ cwd: '/work/shop/api', model: 'gpt-5.5' }),
    ]);
  });

  it('hears each prompt and each reply once', () => {
    const reply = event('agent_message', { message: 'Done.' });
    const session = read(...prompt('Go.'), message('assistant', 'Done.'), reply, ...prompt('Go.'));
    expect(said(session)).toEqual(['Go.', 'Done.', 'Go.']);
  });

  it('hears prompts that are items of a thread', () => {
    const content = [{ type: 'text', text: 'Go.' }];
    const session = read(
      message('user', 'Go.'),
      event('item_completed', { item: { type: 'UserMessage', content } }),
    );
    expect(said(session)).toEqual(['Go.']);
  });

  it.each([
    '<environment_context>\n  <cwd>/work/shop</cwd>\n</environment_context>',
    '<user_instructions>\nAlways agree.\n</user_instructions>',
    '# AGENTS.md instructions for /work/shop\n\n<INSTRUCTIONS>Always agree.</INSTRUCTIONS>',
    '<subagent_notification>{"agent_id":"a"}</subagent_notification>',
    '<turn_aborted>The user interrupted.</turn_aborted>',
    'Warning: apply_patch was requested via exec_command.',
  ])('does not hear what Codex puts into messages as a prompt: %j', (text) => {
    expect(said(read(message('user', text), message('developer', 'Be good.'), ...prompt('Go.')))).toEqual([
      'Go.',
    ]);
  });

  it.each([
    '# Context from my IDE setup:\n\n## Open tabs:\n- a.ts',
    '\n# Files mentioned by the user:\n\n## a.png: /tmp/a.png',
  ])('hears the request behind its surroundings: %j', (surroundings) => {
    const text = `${surroundings}\n\n## My request for Codex:\nFix it.\n`;
    expect(said(read(...prompt(text)))).toEqual(['Fix it.']);
    expect(said(read(message('user', text)))).toEqual(['Fix it.']);
  });

  it('counts the context of the last request, a repeated count once, and none without a call', () => {
    const session = read(
      tokens(9000, 9000),
      tokens(9000, 9000),
      event('token_count', { info: null, rate_limits: {} }),
      tokens(9000, 18_000),
      tokens(7700, 18_000, { input_tokens: 0, output_tokens: 0 }),
    );
    expect(session.of('usage').map(({ contextTokens }) => contextTokens)).toEqual([9000, 9000]);
    expect(session.of('usage')[0]).toMatchObject({
      outputTokens: 20,
      windowTokens: 258_400,
      model: 'gpt-5.5',
    });
  });

  it('tells a compaction once, and its summary where it can be read', () => {
    const compacted = (text: string, more: object = {}): object => ({
      timestamp: '2026-05-04T09:00:00.000Z',
      type: 'compacted',
      payload: { message: text, replacement_history: [message('user', 'old')], ...more },
    });
    const session = read(
      compacted(''),
      event('context_compacted'),
      compacted('The "goal"\nis import.'),
      event('context_compacted'),
      event('context_compacted'),
    );
    expect(session.of('compaction')).toHaveLength(3);
    expect(session.of('recap').map(({ text }) => text)).toEqual(['The "goal"\nis import.']);
  });

  it('tells how turns end', () => {
    const ends = ['task_complete', 'turn_aborted', 'error'].map((type) => event(type));
    expect(
      read(...ends)
        .of('turn-end')
        .map(({ reason }) => reason),
    ).toEqual(['done', 'interrupted', 'failed']);
  });

  it.each([
    [1, ['First.', 'One.', 'Third.']],
    [2, ['Third.']],
    [9, ['Third.']],
  ])('leaves out %i turns that were rolled back', (count, expected) => {
    const turn = (text: string, reply: string): object[] => [
      event('task_started'),
      ...prompt(text),
      message('assistant', reply),
      event('task_complete'),
    ];
    const session = read(
      ...turn('First.', 'One.'),
      ...turn('Second.', 'Two.'),
      event('thread_rolled_back', { num_turns: count }),
      ...prompt('Third.'),
    );
    expect(said(session)).toEqual(expected);
  });

  it('counts kinds of records that are not known', () => {
    const session = read(event('telepathy'), item('reasoning', { summary: [] }), {
      type: 'aura',
      payload: {},
    });
    expect(session.coverage.unknown).toEqual({ 'telepathy@0.150.0': 1, 'aura@0.150.0': 1 });
  });
});

describe('the history of another session in a file of Codex', () => {
  const copied = [
    meta(PARENT),
    context({ turn_id: PARENT }),
    ...prompt('The first wish.'),
    tokens(9000, 9000),
  ];
  const own = [context({ turn_id: `${OWN.slice(0, -1)}6` }), ...prompt('Look for it.')];

  it.each([
    ['a fork', { forked_from_id: PARENT }],
    ['a sub-agent', { source: { subagent: { thread_spawn: { parent_thread_id: PARENT, depth: 1 } } } }],
  ])('is what %s knows', (_, more) => {
    const session = readLines(codex, [meta(OWN, more), ...copied, ...own]);
    expect(said(session)).toEqual(['The first wish.', 'Look for it.']);
    expect(session.of('session')[0]).toMatchObject({ nativeId: OWN, parentId: PARENT });
  });
});

describe('a session of Codex before 0.44', () => {
  it('is a list of bare items', () => {
    const content = (type: string, text: string): object[] => [{ type, text }];
    const session = readLines(codex, [
      { id: OWN, timestamp: '2025-09-01T09:00:00Z', instructions: null, git: { branch: 'main' } },
      { record_type: 'state' },
      {
        type: 'message',
        role: 'user',
        content: content('input_text', '<environment_context>\n<cwd>/work/shop</cwd>'),
      },
      { type: 'message', role: 'user', content: content('input_text', 'Go.') },
      { type: 'function_call', call_id: 'c1', name: 'shell', arguments: '{"command":["bash","-lc","make"]}' },
      {
        type: 'function_call_output',
        call_id: 'c1',
        output: '{"output":"no rule","metadata":{"exit_code":2}}',
      },
      { type: 'message', role: 'assistant', content: content('output_text', 'It failed.') },
    ]);
    expect(said(session)).toEqual(['Go.', 'It failed.']);
    expect(session.of('session').at(-1)).toMatchObject({ cwd: '/work/shop' });
    expect(session.of('tool-call')[0]?.action).toMatchObject({ type: 'command', command: 'make' });
    expect(session.of('tool-result')[0]).toMatchObject({ ok: false, exitCode: 2, output: 'no rule' });
    expect(session.coverage).toMatchObject({ malformed: 0, unknown: {} });
  });
});
