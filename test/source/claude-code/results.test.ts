import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/source/claude-code/source.ts';
import { readLines } from '../read-events.ts';
import { Records } from './records.ts';

const records = (): Records => new Records();
const read = ({ all }: Records) => readLines(claudeCode, all);

const REFUSED =
  "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file).";

describe('a tool call of Claude Code', () => {
  it.each([
    ['Bash', { command: 'make' }, { type: 'command', command: 'make' }],
    ['Edit', { file_path: 'D:\\shop\\a.ts' }, { type: 'edit', paths: ['D:\\shop\\a.ts'] }],
    ['Grep', { pattern: 'x', path: 'src' }, { type: 'search', pattern: 'x', paths: ['src'] }],
    ['Task', { prompt: 'Look.' }, { type: 'delegate', prompt: 'Look.' }],
    ['mcp__db__query', { sql: 'x' }, { type: 'other' }],
  ])('%s does what it says', (tool, input, action) => {
    expect(read(records().call('t1', tool, input)).of('tool-call')[0]).toMatchObject({ tool, action });
  });

  it('fails with the status of its command', () => {
    const all = records().call('t1', 'Bash', {}).result('t1', 'Exit code 2\nno rule', {}, true);
    expect(read(all).of('tool-result')).toEqual([expect.objectContaining({ ok: false, exitCode: 2 })]);
  });

  it('is refused with what the person said', () => {
    const all = records().call('t1', 'Bash', {}).call('t2', 'Bash', {});
    all.result('t1', `${REFUSED} To tell you how to proceed, the user said:\nuse pnpm`, {}, true);
    all.result('t2', `${REFUSED} STOP what you are doing.`, {}, true);
    expect(
      read(all)
        .of('tool-result')
        .map(({ refused }) => refused),
    ).toEqual([{ reason: 'use pnpm' }, { reason: undefined }]);
  });

  it('has the output that the model was shown, although what repeats it is cut off unread', () => {
    const noise = { stdout: 'x'.repeat(5000), nested: { toolUseResult: 7 } };
    const text = `x,"toolUseResult":1${'y'.repeat(3000)}`;
    const all = records().call('t1', 'Bash', {}).result('t1', text, { toolUseResult: noise });
    expect(read(all).of('tool-result')[0]?.output).toBe(text);
  });

  it('is read also where what repeats its output stands in the middle of the record', () => {
    const all = records().call('t1', 'Bash', {}).result('t1', 'done');
    const [call = {}, result = {}] = all.all;
    const toolUseResult = { stdout: 'x'.repeat(5000) };
    const moved = { userType: 'external', toolUseResult, ...result };
    const session = readLines(claudeCode, [call, { ...moved, toolUseResult }]);
    expect(session.of('tool-result')).toEqual([expect.objectContaining({ output: 'done' })]);
  });
});

describe('questions of Claude Code', () => {
  const questions = [{ question: 'Which one?' }];

  it('are answered in the structured result, also where that is cut off', () => {
    const answers = { 'Which one?': 'The "blue" one' };
    const toolUseResult = { questions, answers, padding: 'x'.repeat(4000) };
    const all = records().call('t1', 'AskUserQuestion', { questions });
    const session = read(all.result('t1', 'User has answered your questions.', { toolUseResult }));
    expect(session.of('answer')).toEqual([
      expect.objectContaining({ question: 'Which one?', answer: 'The "blue" one' }),
    ]);
  });

  it('are answered in the text where there is nothing else', () => {
    const all = records().call('t1', 'AskUserQuestion', { questions });
    const session = read(
      all.result('t1', 'User has answered your questions: "Which one?"="blue". You can go on.'),
    );
    expect(session.of('answer')).toEqual([
      expect.objectContaining({ question: 'Which one?', answer: 'blue' }),
    ]);
  });

  it('are not answered by text that only looks like it', () => {
    const all = records().call('t1', 'Read', {}).result('t1', 'User has answered your questions: "a"="b"');
    expect(read(all).of('answer')).toEqual([]);
  });
});

describe('the task list of Claude Code', () => {
  it('is written whole by TodoWrite and by reminders', () => {
    const todos = [{ content: 'Write', status: 'in_progress', activeForm: 'Writing' }];
    const content = [{ id: '1', subject: 'Test', status: 'pending' }];
    const session = read(
      records()
        .call('t1', 'TodoWrite', { todos })
        .chain('attachment', { attachment: { type: 'task_reminder', content } }),
    );
    expect(session.of('tasks')).toEqual([
      expect.objectContaining({ whole: true, tasks: [{ text: 'Write', status: 'in_progress' }] }),
      expect.objectContaining({ whole: true, tasks: [{ id: '1', text: 'Test', status: 'pending' }] }),
    ]);
  });

  it('is changed task by task, each known by the id in the result of its creation', () => {
    const all = records().call('t1', 'TaskCreate', { subject: 'Write' });
    all.result('t1', 'Task #7 created successfully: Write');
    all.call('t2', 'TaskUpdate', { taskId: '7', status: 'completed' });
    all.call('t3', 'TaskUpdate', { taskId: '7', status: 'deleted' });
    expect(
      read(all)
        .of('tasks')
        .map(({ whole, tasks }) => [whole, ...tasks]),
    ).toEqual([
      [false, { id: '7', text: 'Write', status: 'pending' }],
      [false, { id: '7', text: undefined, status: 'completed' }],
      [false, { id: '7', text: undefined, status: 'deleted' }],
    ]);
  });

  it('has no task whose creation failed', () => {
    const all = records().call('t1', 'TaskCreate', { subject: 'Write' }).result('t1', 'no', {}, true);
    expect(read(all).of('tasks')).toEqual([]);
  });
});

describe('a plan of Claude Code', () => {
  const proposed = (): Records => records().call('t1', 'ExitPlanMode', { plan: '# Import\n1. Read' });

  it('is proposed, and approved by its result', () => {
    const session = read(proposed().result('t1', 'User has approved your plan. You can now start coding.'));
    expect(session.of('plan')).toEqual([
      expect.objectContaining({ state: 'proposed', text: '# Import\n1. Read' }),
      expect.objectContaining({ state: 'approved' }),
    ]);
  });

  it('is not approved when the person refused it', () => {
    const session = read(proposed().result('t1', `${REFUSED} the user said:\nsmaller`, {}, true));
    expect(session.of('plan').map(({ state }) => state)).toEqual(['proposed']);
    expect(session.of('tool-result')[0]?.refused).toEqual({ reason: 'smaller' });
  });
});
