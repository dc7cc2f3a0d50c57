import type { Place, TaskChange, TasksChanged } from '../session/events.ts';
import type { TaskFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { oneLine, shorten } from './wording.ts';

const LIMIT = 200;
const MAX_CHARS = 300;

/**
 * The agent's task list, folded over every tool that keeps one. A list that is written whole replaces the open tasks
 * of the one before; what was completed stays known.
 */
export class TasksFold {
  readonly #ledger: Ledger<TaskFact>;

  constructor(entries: readonly TaskFact[] = []) {
    this.#ledger = new Ledger({
      limit: LIMIT,
      maxBytes: 24_000,
      keyOf,
      rankOf: (task) => Number(task.status !== 'completed'),
      entries,
    });
  }

  /** Returns the tasks that this change completed. */
  changed(change: TasksChanged, place: Place): string[] {
    const named = new Set<string>();
    const completed: string[] = [];
    for (const task of change.tasks.map(bounded)) {
      const key = task.id ?? task.text;
      if (key === undefined) continue;
      named.add(key);
      const before = this.#ledger.get(key)?.status;
      const after = this.#change(key, task, place);
      if (after?.status === 'completed' && before !== 'completed') completed.push(after.text);
    }
    if (change.whole) this.#dropOthers(named);
    return completed;
  }

  facts(): TaskFact[] {
    return this.#ledger.values();
  }

  #change(key: string, { id, text, status }: TaskChange, place: Place): TaskFact | undefined {
    if (status === 'deleted') {
      this.#ledger.delete(key);
      return undefined;
    }
    const known = this.#ledger.get(key);
    if (!known && text === undefined) return undefined; // an update of a task whose creation was never seen
    const words = { text: text ?? known?.text ?? '', status: status ?? known?.status ?? 'pending' };
    if (known && known.text === words.text && known.status === words.status) return known;
    const task = this.#ledger.sight(key, place, (seen) => ({ ...seen, id, ...words }));
    this.#ledger.reword(task, words);
    return task;
  }

  #dropOthers(named: ReadonlySet<string>): void {
    for (const task of this.#ledger.values()) {
      const key = keyOf(task);
      if (!named.has(key) && task.status !== 'completed') this.#ledger.delete(key);
    }
  }
}

function keyOf({ id, text }: TaskFact): string {
  return id ?? text;
}

function bounded({ id, text, status }: TaskChange): TaskChange {
  return {
    id: id === undefined ? undefined : shorten(id, MAX_CHARS),
    text: text === undefined ? undefined : shorten(oneLine(text), MAX_CHARS),
    status,
  };
}
