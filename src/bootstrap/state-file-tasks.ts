import { join } from 'node:path';
import { contentWords, coverage } from '../evidence/wording.ts';
import { readText } from '../store/read-text.ts';
import { listed, type Finding } from './finding.ts';

const OPEN_ITEM = /^[ \t]*[-*+] \[ \] +(\S.*)$/gm;
/** Share of common words from which an item is a task that the session knew. */
const SAME_TASK = 0.7;
const MAX_ITEMS = 200;
const ITEMS_IN_TEXT = 5;

/** Open items of a state file that changed since or is new, which are in no task list of the session: somebody added work. */
export function tasksAdded(request: {
  root: string;
  stateFile: string;
  knownTasks: readonly string[];
}): Finding[] {
  const { root, stateFile, knownTasks } = request;
  const known = knownTasks.map(contentWords);
  const items = [...(readText(join(root, stateFile)) ?? '').matchAll(OPEN_ITEM)]
    .slice(0, MAX_ITEMS)
    .map(([, item = '']) => item.trim());
  const added = items.filter((item) => {
    const words = contentWords(item);
    return !known.some((task) => coverage(words, task) >= SAME_TASK || coverage(task, words) >= SAME_TASK);
  });
  if (added.length === 0) return [];
  const text = `${stateFile} has open items that the session had in no task list: ${listed(added, ITEMS_IN_TEXT)}.`;
  return [{ kind: 'tasks-added', severity: 'info', text, paths: [stateFile] }];
}
