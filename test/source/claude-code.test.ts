import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/source/claude-code/source.ts';
import { Records } from './claude-code/records.ts';
import { readLines, said } from './read-events.ts';

const records = (): Records => new Records();
const read = ({ all }: Records) => readLines(claudeCode, all);

const usage = (input: number, output: number): object => ({
  input_tokens: input,
  cache_read_input_tokens: 8000,
  cache_creation_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 900, ephemeral_1h_input_tokens: 90 },
  output_tokens: output,
});

describe('a session of Claude Code', () => {
  it('counts one model call however many records it has: input and cache, without the output', () => {
    const first = { id: 'msg_1', usage: usage(10, 3) };
    const session = read(
      records()
        .user('Go.')
        .agent('I look.', {}, first)
        .call('t1', 'Read', { file_path: 'a.ts' })
        .agent(
          { type: 'tool_use', id: 't2', name: 'Bash', input: { command: 'make' } },
          {},
          { ...first, usage: usage(10, 40) },
        ),
    );
    const calls = session.of('usage');
    expect(new Set(calls.map(({ callId }) => callId))).toEqual(new Set(['msg_1']));
    expect(calls.at(-1)).toMatchObject({ contextTokens: 9000, outputTokens: 40, model: 'claude-opus-5' });
  });

  it('leaves out side chains', () => {
    const side = { isSidechain: true };
    const session = read(
      records().user('Go.').user('Look for it.', side).agent('Found.', side).agent('Done.'),
    );
    expect(said(session)).toEqual(['Go.', 'Done.']);
  });

  it("is read whole when it is a sub-agent's own", () => {
    const side = { isSidechain: true };
    expect(said(read(records().user('Look for it.', side).agent('Found.', side)))).toEqual([
      'Look for it.',
      'Found.',
    ]);
  });

  it('does not hear harness text as a prompt', () => {
    const harness = [
      '<local-command-stdout>Set model</local-command-stdout>',
      '<bash-input>ls</bash-input>',
      '<task-notification><task-id>b1</task-id></task-notification>',
      '<agent-notification>\n<agent-id>a1</agent-id></agent-notification>',
      '<teammate-message teammate_id="lead">Hello</teammate-message>',
      '<system-reminder>Be good.</system-reminder>',
      'Caveat: The messages below were generated',
      '<command-name>/clear</command-name>\n<command-args></command-args>',
    ];
    const all = harness.reduce((chain, text) => chain.user(text), records());
    expect(read(all.user('Skill text', { isMeta: true })).of('prompt')).toEqual([]);
  });

  it('hears what the person typed behind what an editor put in front of it', () => {
    const opened = '<ide_opened_file>The user opened a.ts</ide_opened_file>';
    const blocks = [
      { type: 'text', text: opened },
      { type: 'text', text: 'Rename it.' },
    ];
    expect(said(read(records().user(`${opened}\nFix it.`).user(blocks)))).toEqual(['Fix it.', 'Rename it.']);
  });

  it('hears the arguments of a slash command', () => {
    const text =
      '<command-message>review</command-message>\n<command-name>/review</command-name>\n<command-args>only src/</command-args>';
    expect(read(records().user(text)).of('prompt')).toEqual([
      expect.objectContaining({ text: 'only src/', origin: 'command' }),
    ]);
  });

  it('tells how turns end', () => {
    const session = read(
      records()
        .user('Go.')
        .chain('system', { subtype: 'turn_duration', durationMs: 5 })
        .user([{ type: 'text', text: '[Request interrupted by user for tool use]' }])
        .agent('API Error: 529', { isApiErrorMessage: true }, { model: '<synthetic>', usage: usage(0, 0) })
        .agent('No response requested.', {}, { model: '<synthetic>' }),
    );
    expect(session.of('turn-end').map(({ reason }) => reason)).toEqual(['done', 'interrupted', 'failed']);
    expect([...session.of('usage'), ...session.of('reply')]).toEqual([]);
  });

  it('is compacted, and its summary is a recap and no prompt', () => {
    const compactMetadata = { trigger: 'auto', preTokens: 155_258 };
    const boundary = {
      parentUuid: null,
      logicalParentUuid: 'u1',
      subtype: 'compact_boundary',
      compactMetadata,
    };
    const session = read(
      records()
        .user('Go.')
        .agent('One.')
        .chain('system', boundary)
        .user('This session …', { isCompactSummary: true })
        .user('On.'),
    );
    expect(session.of('compaction')).toEqual([
      expect.objectContaining({ trigger: 'auto', tokensBefore: 155_258 }),
    ]);
    expect(session.of('recap')).toEqual([
      expect.objectContaining({ of: 'compaction', text: 'This session …' }),
    ]);
    expect(said(session)).toEqual(['Go.', 'One.', 'On.']);
  });

  it('keeps the title that the person gave', () => {
    const named = records().plain({ type: 'custom-title', customTitle: 'Mine', sessionId: 's-1' });
    const session = read(named.plain({ type: 'ai-title', aiTitle: 'Its own', sessionId: 's-1' }).user('Go.'));
    expect(session.of('session').flatMap(({ title }) => title ?? [])).toEqual(['Mine']);
  });

  it('tells a Windows directory as it was written', () => {
    expect(read(records().user('Go.', { cwd: 'D:\\work\\shop' })).of('session')[0]?.cwd).toBe(
      'D:\\work\\shop',
    );
  });

  it('counts kinds of records that are not known, and passes over those that say nothing', () => {
    const session = read(
      records().user('Go.').plain({ type: 'telepathy' }).plain({ type: 'mode', mode: 'plan' }),
    );
    expect(session.coverage).toMatchObject({ unknown: { 'telepathy@2.1.200': 1 }, ignored: 1, malformed: 0 });
  });
});

describe('branches of a session of Claude Code', () => {
  it('that were rewound are left out', () => {
    const all = records()
      .user('First.')
      .agent('One.')
      .user('Second.')
      .agent('Two.')
      .user('Third.', { parentUuid: 'u1' });
    expect(said(read(all.agent('Three.')))).toEqual(['First.', 'One.', 'Third.', 'Three.']);
  });

  it('that were copied are heard once', () => {
    const all = records().user('First.').agent('One.');
    const [first = {}, one = {}] = all.all;
    const copies = [first, one].map((record) => ({ ...record, parentUuid: null }));
    expect(said(readLines(claudeCode, [first, one, ...copies]))).toEqual(['First.', 'One.']);
  });

  it('are none where two results answer one message, and where a prompt hangs on a notice', () => {
    const all = records().user('First.').call('t1', 'Read', {}).call('t2', 'Read', {});
    all.result('t1', 'a', { parentUuid: 'u1' }).result('t2', 'b', { parentUuid: 'u2' });
    all.chain('system', { subtype: 'stop_hook_summary' }).user('Second.');
    expect(said(read(all))).toEqual(['First.', 'Second.']);
  });
});
