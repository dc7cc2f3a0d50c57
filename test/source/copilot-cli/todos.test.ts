import { describe, expect, it } from 'vitest';
import { copilotCli } from '../../../src/source/copilot-cli/source.ts';
import { readLines } from '../read-events.ts';

const start = { type: 'session.start', data: { sessionId: 's', copilotVersion: '1.0.72' } };

function changes(toolName: string, ...given: object[]) {
  const calls = given.map((input, index) => ({
    type: 'tool.execution_start',
    data: { toolCallId: `c${index}`, toolName, arguments: input },
  }));
  return readLines(copilotCli, [start, ...calls]).of('tasks');
}

/** What the queries change, in one line for each task. */
const afterSql = (...queries: string[]): string[] =>
  changes('sql', ...queries.map((query) => ({ query })))
    .flatMap(({ tasks }) => tasks)
    .map(({ id, text, status }) => [id, text, status].filter((word) => word !== undefined).join(' '));

const TWO = `INSERT INTO todos (id, title, status) VALUES ('a', 'Write', 'in_progress'), ('b', 'Test', 'pending')`;
const DONE = ['a Write in_progress', 'b Test pending'];

describe('the task list that Copilot keeps in a table', () => {
  it.each([
    [
      'without columns',
      `insert into todos values ('a', 'It''s', 'long; text', 'done')`,
      ["a It's completed"],
    ],
    [
      'with other columns',
      `INSERT OR REPLACE INTO "todos" (title, id) VALUES ('Write', 'a');`,
      ['a Write pending'],
    ],
    ['of another table', `INSERT INTO todo_deps (todo_id, depends_on) VALUES ('a', 'b')`, []],
    ['from a query', `INSERT INTO todos SELECT * FROM old`, []],
    ['that ends early', `INSERT INTO todos (id, title) VALUES ('a', 'Wri`, []],
  ])('takes a new task %s', (_, query, expected) => {
    expect(afterSql(query)).toEqual(expected);
  });

  it.each([
    ['by id', `UPDATE todos SET status = 'done' WHERE id = 'a'`, ['a completed']],
    [
      'by ids',
      `UPDATE todos SET status='done' WHERE id IN ('a', 'b'); SELECT * FROM todos`,
      ['a completed', 'b completed'],
    ],
    ['by status', `UPDATE todos SET status = 'done' WHERE status = 'in_progress'`, ['a completed']],
    [
      'by both',
      `UPDATE todos SET status = 'done' WHERE status = 'pending' AND id IN ('a', 'b')`,
      ['b completed'],
    ],
    ['all', `UPDATE todos SET status = 'blocked'`, ['a pending', 'b pending']],
    [
      'by case',
      `UPDATE todos SET status = CASE id WHEN 'a' THEN 'done' WHEN 'b' THEN 'in_progress' ELSE status END -- both`,
      ['a completed', 'b in_progress'],
    ],
    [
      'and the time',
      `UPDATE todos SET updated_at = datetime('now', 'utc'), title = 'Draft' WHERE id = 'a'`,
      ['a Draft'],
    ],
    ['that is not known yet', `UPDATE todos SET status = 'done' WHERE id = 'c'`, ['c completed']],
    ['in a way that is not understood', `UPDATE todos SET status = 'done' WHERE id LIKE 'a%'`, []],
    ['one of two ways', `UPDATE todos SET status = 'done' WHERE id = 'a' OR id = 'b'`, []],
    ['deleted', `DELETE FROM todos WHERE id = 'b'`, ['b deleted']],
  ])('takes a changed task %s', (_, query, expected) => {
    expect(afterSql(TWO, query)).toEqual([...DONE, ...expected]);
  });

  it('was a list in Markdown once', () => {
    const todos = '# Plan\n- [x] Write\n- [ ] Test it\n  - [~] Ship\n- no task';
    expect(changes('update_todo', { todos })).toEqual([
      expect.objectContaining({
        whole: true,
        tasks: [
          { text: 'Write', status: 'completed' },
          { text: 'Test it', status: 'pending' },
          { text: 'Ship', status: 'in_progress' },
        ],
      }),
    ]);
  });

  it('is parsed in time that grows with the query, whatever that is', () => {
    const started = performance.now();
    afterSql(`INSERT INTO todos VALUES ${'('.repeat(90_000)}`, `UPDATE todos SET ${"'a".repeat(45_000)}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
