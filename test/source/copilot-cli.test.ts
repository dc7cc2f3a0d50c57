import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copilotCli } from '../../src/source/copilot-cli/source.ts';
import { jsonLines, readLines, said } from './read-events.ts';

const CONTEXT = { cwd: '/work/shop', branch: 'main', headCommit: 'b0a1c2d3' };

let count = 0;
function event(type: string, data: object = {}, more: object = {}): object {
  count++;
  return { type, data, id: `e${count}`, timestamp: '2026-05-04T09:00:00.000Z', ...more };
}
const start = (cwd: string = CONTEXT.cwd): object =>
  event('session.start', { sessionId: 's-1', copilotVersion: '1.0.72', context: { ...CONTEXT, cwd } });
const user = (content: string, more: object = {}): object => event('user.message', { content, ...more });
const agent = (content: string, more: object = {}): object =>
  event('assistant.message', { content, toolRequests: [], ...more });
const call = (toolCallId: string, toolName: string, given: unknown): object =>
  event('tool.execution_start', { toolCallId, toolName, arguments: given });
const done = (toolCallId: string, content: string): object =>
  event('tool.execution_complete', { toolCallId, success: true, result: { content } });
const failed = (toolCallId: string, message: string): object =>
  event('tool.execution_complete', { toolCallId, success: false, error: { message, code: 'failure' } });

const read = (...records: object[]) => readLines(copilotCli, [start(), ...records]);

describe('a session of Copilot CLI', () => {
  it('tells where it works, also after it moved; the commit is that of its beginning', () => {
    const session = read(
      event('session.resume', { context: { ...CONTEXT, headCommit: 'ffff' } }),
      event('session.context_changed', { cwd: '/work/shop', branch: 'fix', headCommit: 'eeee' }),
    );
    expect(session.of('session')).toEqual([
      expect.objectContaining({ nativeId: 's-1', cwd: '/work/shop', branch: 'main', commit: 'b0a1c2d3' }),
      expect.objectContaining({ branch: 'fix' }),
    ]);
  });

  it('holds what the person said, and not what skills, instructions and the autopilot say', () => {
    const session = read(
      user('Fix it.', { transformedContent: '<reminder>Obey.</reminder> Fix it.' }),
      user('Always review.', { source: 'skill-review' }),
      user('Follow AGENTS.md.', { source: 'instruction-discovery', delivery: 'steering' }),
      user('Go on.', { isAutopilotContinuation: true }),
      user('And the tests.', { delivery: 'steering' }),
    );
    expect(session.of('prompt')).toEqual([
      expect.objectContaining({ text: 'Fix it.', origin: 'typed' }),
      expect.objectContaining({ text: 'And the tests.', origin: 'queued' }),
    ]);
  });

  it('leaves out what sub-agents say and do', () => {
    const session = read(
      call('c1', 'task', { prompt: 'Look for it.', agent_type: 'explore' }),
      agent('I look.', { parentToolCallId: 'c1' }),
      event('tool.execution_start', { toolCallId: 'c2', toolName: 'view', parentToolCallId: 'c1' }),
      event('assistant.message', { content: 'Found.' }, { agentId: 'a1' }),
      done('c1', 'Found it.'),
    );
    expect(said(session)).toEqual([]);
    expect(session.of('tool-call').map(({ action }) => action)).toEqual([
      { type: 'delegate', prompt: 'Look for it.' },
    ]);
  });

  it('ends a turn where the agent calls no more tools', () => {
    const session = read(
      event('assistant.turn_start'),
      agent('I run it.'),
      call('c1', 'bash', { command: 'make' }),
      done('c1', '<exited with exit code 0>'),
      event('assistant.turn_end'),
      event('assistant.turn_start'),
      agent('Done.'),
      event('assistant.turn_end'),
      event('abort', { reason: 'user initiated' }),
      event('session.error', { errorType: 'quota' }),
    );
    expect(session.of('turn-end').map(({ reason }) => reason)).toEqual(['done', 'interrupted', 'failed']);
  });

  it('tells its context only where Copilot counted it', () => {
    const parts = { systemTokens: 9000, conversationTokens: 150_000, toolDefinitionsTokens: 1500 };
    const session = read(
      agent('So.', { outputTokens: 400 }),
      event('session.compaction_start', parts),
      event('session.compaction_complete', { success: false, error: 'quota' }),
      event('session.compaction_complete', {
        success: true,
        preCompactionTokens: 160_500,
        summaryContent: '<overview>Import.</overview>',
      }),
      event('session.shutdown', { currentTokens: 21_000, currentModel: 'gpt-5.5', ...parts }),
    );
    expect(session.of('usage').map(({ contextTokens }) => contextTokens)).toEqual([160_500, 21_000]);
    expect(session.of('compaction')).toEqual([expect.objectContaining({ tokensBefore: 160_500 })]);
    expect(session.of('recap')).toEqual([expect.objectContaining({ of: 'compaction' })]);
  });

  it('counts kinds of records that are not known', () => {
    const session = read(event('session.telepathy'), event('hook.start'), event('permission.requested'));
    expect(session.coverage).toMatchObject({ unknown: { 'session.telepathy@1.0.72': 1 }, ignored: 2 });
  });
});

describe('a tool call of Copilot CLI', () => {
  it.each([
    ['all good\n<exited with exit code 0>', true, 0],
    ['no rule\n<shellId: build completed with exit code 2>', false, 2],
    ['<exited with exit code 3> is what it prints', true, undefined],
  ])('of a command has its status from the end of its output: %j', (content, ok, exitCode) => {
    const session = read(call('c1', 'bash', { command: 'make' }), done('c1', content));
    expect(session.of('tool-result')).toEqual([expect.objectContaining({ ok, exitCode })]);
  });

  it('is refused with what the person said', () => {
    const session = read(
      call('c1', 'bash', { command: 'git push' }),
      failed('c1', 'The user rejected this tool call. User feedback: do not push'),
      call('c2', 'view', { path: 'a.ts' }),
      failed('c2', 'Path does not exist'),
    );
    expect(session.of('tool-result')).toEqual([
      expect.objectContaining({ ok: false, refused: { reason: 'do not push' } }),
      expect.objectContaining({ ok: false, refused: undefined }),
    ]);
  });

  it('with a patch is one call for each kind of change, each with its result', () => {
    const patch = '*** Begin Patch\n*** Update File: a.ts\n@@\n*** Add File: b.ts\n+x\n*** End Patch';
    const session = read(call('c1', 'apply_patch', patch), done('c1', 'Added 1 file.'));
    expect(session.of('tool-call').map(({ action }) => action)).toEqual([
      { type: 'edit', paths: ['a.ts'], text: 'x\n' },
      { type: 'write', paths: ['b.ts'] },
    ]);
    expect(session.of('tool-result').map(({ callId }) => callId)).toEqual(['c1', 'c1#2']);
  });

  it('asks the person, and proposes a plan', () => {
    const session = read(
      call('c1', 'ask_user', { question: 'Which one?', choices: ['blue', 'red'] }),
      done('c1', 'User selected: blue'),
      call('c2', 'exit_plan_mode', { summary: 'Import in two steps.' }),
      done('c2', 'Plan not approved. User feedback: one step'),
      call('c3', 'exit_plan_mode', { summary: 'Import in one step.' }),
      done('c3', 'Plan approved! Exited plan mode.'),
    );
    expect(session.of('answer')).toEqual([
      expect.objectContaining({ question: 'Which one?', answer: 'blue' }),
    ]);
    expect(session.of('plan').map(({ state }) => state)).toEqual(['proposed', 'proposed', 'approved']);
    expect(session.of('tool-result')[1]).toMatchObject({ ok: false, refused: { reason: 'one step' } });
  });
});

describe('sessions of Copilot CLI on disk', () => {
  const home = mkdtempSync(join(tmpdir(), 'recovery-copilot-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const file = (name: string, cwd: string): void => {
    const path = join(home, 'session-state', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, jsonLines([start(cwd), user('Go.')]));
  };
  file('one/events.jsonl', '/work/shop');
  file('two/events.jsonl', '/work/shop/api');
  file('two/files/events.jsonl', '/work/shop');
  file('two/other.jsonl', '/work/shop');
  file('three.jsonl', '/work/shop-api');
  file('four/events.jsonl/events.jsonl', '/work/shop');
  const found = (query: { directories?: string[]; nativeId?: string }): string[] =>
    copilotCli
      .discover({ homeDirectory: '/none', environment: { COPILOT_HOME: home }, limit: 9, ...query })
      .map(({ nativeId }) => nativeId)
      .toSorted();

  it('belong to the directory in which they began', () => {
    expect(found({ directories: ['/work/shop'] })).toEqual(['one', 'two']);
    expect(found({ directories: ['/work/shop-api'] })).toEqual(['three']);
  });

  it('are found by id', () => {
    expect(found({ nativeId: 'two' })).toEqual(['two']);
    expect(found({ nativeId: 'three' })).toEqual(['three']);
    expect(found({ nativeId: '../one' })).toEqual([]);
  });
});
