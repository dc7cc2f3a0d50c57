import type { Facts, RequestFact, Seen, TaskFact } from '../evidence/facts.ts';
import { isOpen } from '../evidence/requests.ts';
import { contentWords, coverage, oneLine, sentences, shorten } from '../evidence/wording.ts';
import type { Candidate } from './candidate.ts';
import { openLists } from './open-lists.ts';
import { PINNED_STRENGTH } from './weights.ts';

const MAX_REQUEST_CHARS = 140;
/** Longer sentences are cut when they are kept as rules. */
const MAX_STATEMENT_CHARS = 400;
/** So many requests further, and a task list that nobody touched was left behind. */
const STALE_AFTER_REQUESTS = 4;
const SAME_WORK = 0.6;
const STALE_TASK_VALUE = 80;
/** So many requests further, and what is open of a list is worth no room of its own. */
const OLD_AFTER_REQUESTS = 8;
const OLD_PART_VALUE = 30;

export interface OpenWork {
  /** The request, tasks and what comes next, in the order of their worth. */
  now: Candidate[];
  /** What is still open of requests of long ago. */
  old: Candidate[];
}

export function openWork(facts: Facts): OpenWork {
  const { current, now, earlier } = openLists(facts.requests);
  const open = openTasks(facts);
  const isStale = isLeftBehind(facts);
  const isTask = (part: string): boolean => facts.tasks.some((task) => isSameWork(part, task.text));
  const parts = now.flatMap((request) =>
    request.parts
      .filter((part) => isOpen(part) && !isTask(part.text))
      .map(({ text }) => partOf(request, text)),
  );
  const shown = new Set(parts.map(({ text }) => text));
  const left = earlier
    .filter(({ text }) => !shown.has(text) && !isTask(text))
    .map(({ text, of, requestsSince }) => ({
      ...partOf(of, text),
      value: requestsSince < OLD_AFTER_REQUESTS ? STALE_TASK_VALUE : OLD_PART_VALUE,
    }));
  return {
    now: [
      ...(current ? [currentWork(current, facts)] : []),
      ...(isStale ? [] : open),
      ...parts,
      ...whatComes(facts),
      ...left.filter(({ value }) => value === STALE_TASK_VALUE),
      ...(isStale ? open.map((task) => ({ ...task, value: STALE_TASK_VALUE })) : []),
    ],
    old: left.filter(({ value }) => value !== STALE_TASK_VALUE),
  };
}

function currentWork(request: RequestFact, { statements }: Facts): Candidate {
  const rules = new Set(
    statements
      .filter((fact) => fact.type === 'constraint' && !fact.lifted && fact.strength >= PINNED_STRENGTH)
      .map((fact) => fact.text),
  );
  return {
    slot: 'current_work',
    kind: 'request',
    text: requestText(request, rules),
    value: 100,
    seen: request,
  };
}

function partOf(request: RequestFact, text: string): Candidate {
  return { ...pendingTask({ ...request, text, status: 'pending' }), kind: 'request' };
}

function whatComes(facts: Facts): Candidate[] {
  const seen = lastSeen(facts);
  const next = nextStep(facts);
  return [
    ...(next ? [{ slot: 'next_steps', kind: 'reply', text: next, value: 60, seen } as const] : []),
    ...(facts.inFlight === undefined
      ? []
      : [{ slot: 'last_command_run', kind: 'command', text: facts.inFlight, value: 50, seen } as const]),
  ];
}

function openTasks({ tasks }: Facts): Candidate[] {
  return tasks
    .filter((task) => task.status === 'pending' || task.status === 'in_progress')
    .toSorted(byProgress)
    .map(pendingTask);
}

/** The user asked for other things again and again, and no task changed meanwhile. */
function isLeftBehind({ tasks, requests }: Facts): boolean {
  const touched = Math.max(0, ...tasks.map((task) => task.last));
  return (
    requests.filter((fact) => fact.type === 'request' && fact.first > touched).length >= STALE_AFTER_REQUESTS
  );
}

/** A part of a request that the agent put on its task list, in about the same words. */
function isSameWork(part: string, task: string): boolean {
  const partWords = contentWords(part);
  const taskWords = contentWords(task);
  return coverage(partWords, taskWords) >= SAME_WORK || coverage(taskWords, partWords) >= SAME_WORK;
}

function byProgress(a: TaskFact, b: TaskFact): number {
  return Number(b.status === 'in_progress') - Number(a.status === 'in_progress') || a.first - b.first;
}

function pendingTask(fact: Pick<TaskFact, 'text' | 'status'> & Seen): Candidate {
  const task = fact.status === 'in_progress' ? { task: fact.text, status: fact.status } : fact.text;
  return { slot: 'pending_tasks', kind: 'task', text: fact.text, value: 240, seen: fact, task };
}

/**
 * The request in the user's words: whole when short, else its first sentences, else its beginning. What stands among the
 * rules is not said again, unless nothing else was said.
 */
function requestText({ text: whole }: RequestFact, rules: ReadonlySet<string>): string {
  const said = sentences(whole, MAX_STATEMENT_CHARS);
  const left = said.filter((sentence) => !rules.has(oneLine(sentence)));
  const text = oneLine(left.length === said.length || left.length === 0 ? whole : left.join(' '));
  if (text.length <= MAX_REQUEST_CHARS) return text;
  let taken = '';
  for (const sentence of sentences(text, MAX_REQUEST_CHARS)) {
    if (taken.length + sentence.length >= MAX_REQUEST_CHARS) break;
    taken = taken === '' ? sentence : `${taken} ${sentence}`;
  }
  return taken === '' ? shorten(text, MAX_REQUEST_CHARS) : taken;
}

const ANNOUNCES_NEXT =
  /\b(?:next(?: step)?s?\b|now (?:i|let|we)|let me|i(?:['’]ll| will| need to| still)|remaining|still (?:to|need)|to ?do|should i|shall i|want me to|would you like)/i;

/** What the agent said it would do, or asked to do, last. */
function nextStep(facts: Facts): string | undefined {
  const said = sentences(facts.lastReply ?? '', 220);
  const recap = facts.recaps.findLast((fact) => fact.of === 'session');
  return (
    said.findLast((sentence) => ANNOUNCES_NEXT.test(sentence)) ?? (recap && sentences(recap.text, 220).at(-1))
  );
}

function lastSeen(facts: Facts): Seen {
  return { first: facts.lastOffset, last: facts.lastOffset, at: facts.session.lastAt, count: 1 };
}
