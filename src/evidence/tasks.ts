import type { Place, TasksChanged } from '../session/events.ts';
import type { TaskFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { oneLine } from './wording.ts';

const LIMIT = 200;

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
      keyOf: (task) => task.id ?? task.text,
      entries,
    });
  }

  changed(change: TasksChanged, place: Place): void {
    const named = new Set<string>();
    for (const { id, text, status } of change.tasks) {
      const key = id ?? text;
      if (key === undefined) continue;
      named.add(key);
      const known = this.#ledger.get(key);
      const same =
        known &&
        (text === undefined || known.text === oneLine(text)) &&
        (status ?? known.status) === known.status;
      if (same) continue;
      if (!known && text === undefined) continue; // an update of a task whose creation was never seen
      const task = this.#ledger.sight(key, place, (seen) => ({ ...seen, id, text: '', status: 'pending' }));
      if (text !== undefined) task.text = oneLine(text);
      if (status !== undefined) task.status = status;
    }
    if (change.whole) this.#dropOthers(named);
  }

  facts(): TaskFact[] {
    return this.#ledger.values().filter((task) => task.status !== 'deleted');
  }

  #dropOthers(named: ReadonlySet<string>): void {
    for (const task of this.#ledger.values()) {
      const key = task.id ?? task.text;
      if (!named.has(key) && task.status !== 'completed') this.#ledger.delete(key);
    }
  }
}
