import { describe, expect, it } from 'vitest';
import { codex } from '../../../src/source/codex/source.ts';
import { readLines } from '../read-events.ts';
import { call, event, item, meta, output } from './records.ts';

const read = (...records: object[]) => readLines(codex, [meta('s-1'), ...records]);

const PATCH = [
  '*** Begin Patch',
  '*** Update File: src/a.ts',
  '@@',
  '-a',
  '+b',
  '*** Add File: src/b.ts',
  '+x',
  '*** Update File: old.ts',
  '*** Move to: new.ts',
  '*** Delete File: gone.ts',
  '*** End Patch',
].join('\n');
const ACTIONS = [
  { type: 'edit', paths: ['src/a.ts'], text: 'b\nx\n' },
  { type: 'write', paths: ['src/b.ts', 'new.ts'] },
  { type: 'delete', paths: ['old.ts', 'gone.ts'] },
];

describe('a patch of Codex', () => {
  it.each([
    ['a tool of its own', item('custom_tool_call', { call_id: 'c1', name: 'apply_patch', input: PATCH })],
    ['a function', call('c1', 'apply_patch', { input: PATCH })],
    ['a command', call('c1', 'exec_command', { cmd: `apply_patch <<'EOF'\n${PATCH}\nEOF` })],
    ['the words of a command', call('c1', 'shell', { command: ['apply_patch', PATCH] })],
  ])('given to %s is one call for each kind of change, each with the result', (_, record) => {
    const session = read(record, output('c1', 'Exit code: 0\nSuccess.'));
    expect(session.of('tool-call').map(({ action }) => action)).toEqual(ACTIONS);
    expect(session.of('tool-result').map(({ callId, ok }) => [callId, ok])).toEqual([
      ['c1', true],
      ['c1#2', true],
      ['c1#3', true],
    ]);
  });

  it('that was applied from inside another tool is known by its event, and only then', () => {
    const changes = { '/work/shop/a.ts': { type: 'update' }, '/work/shop/b.ts': { type: 'add' } };
    const applied = (call_id: string, success: boolean): object =>
      event('patch_apply_end', { call_id, success, stdout: 'ok', stderr: 'no', changes });
    const session = read(
      item('custom_tool_call', { call_id: 'c1', name: 'apply_patch', input: PATCH }),
      applied('c1', true),
      applied('c2', false),
    );
    expect(
      session
        .of('tool-call')
        .map(({ action }) => action)
        .slice(3),
    ).toEqual([
      { type: 'edit', paths: ['/work/shop/a.ts'] },
      { type: 'write', paths: ['/work/shop/b.ts'] },
    ]);
    expect(session.of('tool-result').map(({ ok }) => ok)).toEqual([false, false]);
  });

  it('is none in a command that only shows one', () => {
    const session = read(call('c1', 'exec_command', { cmd: `cat <<'EOF'\n${PATCH}\nEOF` }));
    expect(session.of('tool-call')[0]?.action).toMatchObject({ type: 'command' });
  });
});

describe('a command of Codex', () => {
  const running =
    'Chunk ID: 1\nWall time: 10.0 seconds\nProcess running with session ID 77\nOutput:\nstarting';
  const ended = 'Chunk ID: 2\nWall time: 9.0 seconds\nProcess exited with code 3\nOutput:\nfailed';

  it('that runs on has its result when it ends, whoever asks for it', () => {
    const session = read(
      call('c1', 'exec_command', { cmd: 'make', workdir: '/work/shop' }),
      output('c1', running),
      call('c2', 'write_stdin', { session_id: 77, chars: '' }),
      output('c2', running),
      call('c3', 'write_stdin', { session_id: 77, chars: '' }),
      output('c3', ended),
    );
    expect(session.of('tool-call').map(({ callId, action }) => [callId, action])).toEqual([
      ['c1', { type: 'command', command: 'make', cwd: '/work/shop' }],
    ]);
    expect(session.of('tool-result')).toEqual([
      expect.objectContaining({ callId: 'c1', ok: false, exitCode: 3, output: 'failed' }),
    ]);
  });

  it.each([
    ['shell', { command: ['bash', '-lc', 'make'] }],
    ['shell_command', { command: 'make' }],
    ['container.exec', { cmd: ['/bin/zsh', '-c', 'make'] }],
  ])('given to %s is told without the shell', (name, input) => {
    expect(read(call('c1', name, input)).of('tool-call')[0]?.action).toMatchObject({ command: 'make' });
  });

  it('given to the local shell is told too', () => {
    const action = { type: 'exec', command: ['bash', '-lc', 'make'], working_directory: '/work' };
    const session = read(item('local_shell_call', { call_id: 'c1', status: 'completed', action }));
    expect(session.of('tool-call')[0]?.action).toEqual({ type: 'command', command: 'make', cwd: '/work' });
  });

  it.each([
    ['rejected', 'exec_command failed: rejected by user', false, {}],
    ['failed', 'execution error: no such file', false, undefined],
    [
      'done, whatever it printed',
      'Exit code: 0\nWall time: 0 seconds\nOutput:\nerror: rejected by user',
      true,
      undefined,
    ],
  ])('is %s by its output', (_, text, ok, refused) => {
    const [result] = read(call('c1', 'exec_command', { cmd: 'make' }), output('c1', text)).of('tool-result');
    expect(result?.ok).toBe(ok);
    expect(result?.refused).toEqual(refused);
  });
});

describe('other calls of Codex', () => {
  it('keep the plan as a list of tasks', () => {
    const plan = [
      { step: 'Write', status: 'completed' },
      { step: 'Test', status: 'in_progress' },
    ];
    expect(read(call('c1', 'update_plan', { explanation: 'x', plan })).of('tasks')).toEqual([
      expect.objectContaining({
        whole: true,
        tasks: [
          { text: 'Write', status: 'completed' },
          { text: 'Test', status: 'in_progress' },
        ],
      }),
    ]);
  });

  it.each([
    [call('c1', 'view_image', { path: 'a.png' }), { type: 'read', paths: ['a.png'] }],
    [call('c1', 'spawn_agent', { message: 'Look.' }), { type: 'delegate', prompt: 'Look.' }],
    [call('c1', 'mcp__db__query', { sql: 'x' }), { type: 'other' }],
    [call('c1', 'exec_command', '{{{'), { type: 'other' }],
    [
      item('web_search_call', { action: { type: 'search', query: 'x' } }),
      { type: 'search', pattern: 'x', paths: [] },
    ],
    [
      item('web_search_call', { action: { url: 'https://a.test/' } }),
      { type: 'fetch', url: 'https://a.test/' },
    ],
  ])('do what they say: %j', (record, action) => {
    expect(read(record).of('tool-call')[0]?.action).toEqual(action);
  });
});
