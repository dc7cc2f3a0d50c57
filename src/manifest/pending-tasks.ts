import type { Manifest, PendingTask } from './schema.ts';

/** The open tasks of a manifest, each as an object. */
export function pendingTasks({ pending_tasks: tasks = [] }: Manifest): PendingTask[] {
  return tasks.map((task) => (typeof task === 'string' ? { task } : task));
}
