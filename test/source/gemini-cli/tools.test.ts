import { describe, expect, it } from 'vitest';
import { geminiCli } from '../../../src/source/gemini-cli/source.ts';
import { readLines } from '../read-events.ts';

function toolCall(name: string, args: object, response: object, status: string = 'success'): object {
  return { id: `${name}-1`, name, args, status, result: [{ functionResponse: { name, response } }] };
}

const called = (toolCalls: object[]) =>
  readLines(geminiCli, [
    { sessionId: 's-1', projectHash: 'h' },
    { id: 'm1', type: 'gemini', content: '', toolCalls },
  ]);

describe('a tool call of Gemini CLI', () => {
  const result = (...call: Parameters<typeof toolCall>) => called([toolCall(...call)]).of('tool-result')[0];

  it('of a command has its status and its output alone, whatever the output holds', () => {
    const old =
      'Command: make\nDirectory: (root)\nOutput: Exit Code: 0\nError: (none)\nExit Code: 2\nSignal: 0';
    expect(result('run_shell_command', { command: 'make' }, { output: old })).toMatchObject({
      ok: false,
      exitCode: 2,
      output: 'Exit Code: 0',
    });
    const output = 'Output: all good\nProcess Group PGID: 77';
    expect(result('run_shell_command', { command: 'make' }, { output })).toMatchObject({
      ok: true,
      output: 'all good',
    });
  });

  it('is refused only when the person did not allow it', () => {
    const refused = { error: '[Operation Cancelled] Reason: User did not allow tool call' };
    const cancelled = { error: '[Operation Cancelled] Reason: User cancelled the operation.' };
    expect(result('replace', { file_path: 'a' }, refused, 'cancelled')).toMatchObject({
      ok: false,
      refused: {},
    });
    expect(result('replace', { file_path: 'a' }, cancelled, 'cancelled')?.refused).toBeUndefined();
    expect(result('replace', { file_path: 'a' }, {}, 'executing')).toBeUndefined();
  });

  it('keeps the task list, and asks the person', () => {
    const todos = {
      todos: [
        { description: 'Write it', status: 'in_progress' },
        { description: 'Old', status: 'cancelled' },
      ],
    };
    const asked = { questions: [{ question: 'Which one?', header: 'One' }] };
    const toolCalls = [
      toolCall('write_todos', todos, { output: 'ok' }),
      toolCall('ask_user', asked, { output: '{"answers":{"0":"The blue one"}}' }),
    ];
    const session = called(toolCalls);
    expect(session.of('tasks')[0]).toMatchObject({
      whole: true,
      tasks: [
        { text: 'Write it', status: 'in_progress' },
        { text: 'Old', status: 'deleted' },
      ],
    });
    expect(session.of('answer')[0]).toMatchObject({ question: 'Which one?', answer: 'The blue one' });
  });
});
