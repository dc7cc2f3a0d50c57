import type { TaskChange, TaskStatus } from '../session/events.ts';
import { asId, asObjects, asString } from './json.ts';

const STATUSES = new Map<unknown, TaskStatus>([
  ['pending', 'pending'],
  ['in_progress', 'in_progress'],
  ['completed', 'completed'],
  ['deleted', 'deleted'],
  ['cancelled', 'deleted'],
]);

export function taskStatus(value: unknown): TaskStatus | undefined {
  return STATUSES.get(value);
}

/** The tasks of a whole list, under the names that the agents give to a task's text. */
export function taskList(list: unknown): TaskChange[] {
  return asObjects(list).flatMap((task) => {
    const text = asString(task['content']) ?? asString(task['subject']) ?? asString(task['step']);
    if (text === undefined) return [];
    return [{ id: asId(task['id']), text, status: taskStatus(task['status']) ?? 'pending' }];
  });
}
