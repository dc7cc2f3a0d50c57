import type { TaskChange, TaskStatus } from '../../session/events.ts';

const ITEM = /^\s*(?:[-*+]|\d{1,3}[.)])\s+\[([ xX~>-])\]\s+(\S.*?)\s*$/gm;

/** The tasks of a list in Markdown, as the tool `update_todo` of earlier versions took it. */
export function checklist(markdown: string): TaskChange[] {
  return [...markdown.matchAll(ITEM)].map(([, mark = ' ', text = '']) => ({ text, status: statusOf(mark) }));
}

function statusOf(mark: string): TaskStatus {
  if (mark === ' ') return 'pending';
  return /x/i.test(mark) ? 'completed' : 'in_progress';
}
