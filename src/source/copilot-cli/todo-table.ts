import type { TaskChange, TaskStatus } from '../../session/events.ts';
import { BoundedMap } from '../bounded-map.ts';
import { asArray, asId } from '../json.ts';
import { matches, valueFor, type Condition, type Statement } from './sql-statement.ts';
import { parseStatements } from './sql-parser.ts';

/** Tasks that are remembered, to know which ones a statement without ids changes. */
const MAX_TASKS = 200;

const STATUSES = new Map<string, TaskStatus>([
  ['pending', 'pending'],
  ['blocked', 'pending'],
  ['in_progress', 'in_progress'],
  ['done', 'completed'],
  ['completed', 'completed'],
  ['cancelled', 'deleted'],
]);

/** The agent's task list, a table that it changes with SQL: the statements are all that is recorded. */
export class TodoTable {
  /** The status of each task as written, by its id. */
  readonly #tasks: BoundedMap<string>;

  constructor(state?: unknown) {
    const known = asArray(state).flatMap((entry): [string, string][] => {
      const [id, status] = asArray(entry);
      return typeof id === 'string' && typeof status === 'string' ? [[id, status]] : [];
    });
    this.#tasks = new BoundedMap(MAX_TASKS, known);
  }

  /** Runs the statements that change the table, and returns what they change. */
  run(query: string): TaskChange[] {
    return parseStatements(query)
      .filter(({ table }) => table === 'todos')
      .flatMap((statement) => this.#apply(statement));
  }

  state(): unknown {
    return this.#tasks.entries();
  }

  #apply(statement: Statement): TaskChange[] {
    switch (statement.type) {
      case 'insert':
        return statement.rows.flatMap((row) => this.#insert(row));
      case 'update':
        return this.#matching(statement.where).flatMap((id) => {
          const task = { id, status: this.#tasks.get(id) };
          const title = valueFor(statement.set.get('title'), task);
          const status = valueFor(statement.set.get('status'), task);
          if (title === undefined && status === undefined) return [];
          if (status !== undefined) this.#tasks.set(id, status);
          return [{ id, text: title, status: status === undefined ? undefined : taskStatus(status) }];
        });
      case 'delete':
        return this.#matching(statement.where).map((id) => {
          this.#tasks.take(id);
          return { id, status: 'deleted' };
        });
    }
  }

  #insert(row: ReadonlyMap<string, string>): TaskChange[] {
    const id = asId(row.get('id'));
    const text = row.get('title') ?? row.get('description');
    if (id === undefined || text === undefined) return [];
    const status = row.get('status') ?? 'pending';
    this.#tasks.set(id, status);
    return [{ id, text, status: taskStatus(status) }];
  }

  /** The tasks that are known and those that are named. */
  #matching(where: readonly Condition[]): string[] {
    const named = where.flatMap(({ column, values }) => (column === 'id' ? values : []));
    const ids = new Set([...this.#tasks.entries().map(([id]) => id), ...named]);
    return [...ids].filter(
      (id) => asId(id) !== undefined && matches(where, { id, status: this.#tasks.get(id) }),
    );
  }
}

function taskStatus(status: string): TaskStatus {
  return STATUSES.get(status) ?? 'pending';
}
