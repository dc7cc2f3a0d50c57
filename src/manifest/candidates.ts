import type {
  DecisionFact,
  Facts,
  FileFact,
  RequestFact,
  Seen,
  StatementFact,
  TaskFact,
} from '../evidence/facts.ts';
import { REFUSED } from '../evidence/statements.ts';
import { effectOf } from '../evidence/side-effects.ts';
import { contentWords, coverage, oneLine, sentences, shorten } from '../evidence/wording.ts';
import type { Candidate, Slot } from './candidate.ts';
import { PINNED_STRENGTH, type Weights } from './weights.ts';
import { valued, type WeightedKind } from './worth.ts';

const MAX_REQUEST_CHARS = 160;
const SHORT_REQUEST_CHARS = 80;
/** So many requests further, and open parts of an earlier one were given up. */
const RECENT_REQUESTS = 3;
/** Words that are not surely a rule count in full for so many requests, the one in which they stand included. */
const WISHES_OF_REQUESTS = 5;
const OLD_WISH = 0.3;
/** So many requests further, and a task list that nobody touched was left behind. */
const STALE_AFTER_REQUESTS = 4;
const SAME_WORK = 0.6;
const STALE_TASK_VALUE = 80;

/** What the next session has anyway, and a manifest need not repeat: the text of its rules files. */
export interface Known {
  rulesText: string;
  /** Default: `WEIGHTS`. */
  weights?: Weights;
}

/** Candidates by how they are packed: rules first, open work, what was settled, then the rest by worth per byte. */
export interface CandidateGroups {
  pinned: Candidate[];
  openWork: Candidate[];
  /** What the user decided and answered, and why something was refused; the newest first. */
  settled: Candidate[];
  rest: Candidate[];
}

export function candidates(facts: Facts, known: Known): CandidateGroups {
  const ranked = ranking(facts, known.weights);
  const standing = inForce(facts);
  const effects = new Set(facts.sideEffects.map((fact) => fact.text));
  const rulesText = comparable(known.rulesText);
  const isKnown = (text: string): boolean => rulesText.includes(comparable(text));
  const rules = facts.statements.filter(
    (fact) => !fact.lifted && !(fact.type === 'constraint' && isKnown(fact.text)),
  );
  const isPinned = (fact: StatementFact): boolean =>
    fact.type !== 'answer' && fact.strength >= PINNED_STRENGTH;
  return {
    pinned: rules.filter(isPinned).toSorted(byStrength).map(statement),
    openWork: openWork(facts),
    settled: [
      ...rules.filter((fact) => isSettled(fact) && !isPinned(fact)).map(statement),
      ...standing.filter(({ who }) => who === 'user').map(decision),
    ].toSorted((a, b) => b.seen.last - a.seen.last),
    rest: [
      ...wishes(ranked, {
        facts: rules.filter((fact) => !isSettled(fact) && !isPinned(fact)),
        since: wishesSince(facts),
      }),
      ...ranked(
        'command',
        'commands',
        facts.commands.filter((fact) => !isKnown(fact.command) && !effects.has(effectOf(fact.command))),
        (fact) => fact.command,
      ),
      ...editedFirst(
        ranked('file', 'files', presentFiles(facts), (fact) => fact.path),
        facts,
      ),
      ...ranked(
        'failure',
        'environment_status',
        facts.failures.filter((fact) => fact.live),
        (fact) => fact.text,
      ),
      ...ranked('approach', 'failed', facts.approaches, (fact) =>
        [fact.tried, fact.whyNot, fact.instead].filter(Boolean).join(' → '),
      ),
      ...ranked(
        'decision',
        'key_decisions',
        standing.filter(({ who }) => who === 'agent'),
        (fact) => fact.text,
      ),
      ...ranked(
        'reference',
        'refs',
        facts.references.filter((fact) => fact.superseded === undefined && !isKnown(fact.text)),
        (fact) => fact.text,
      ),
      ...ranked(
        'symbol',
        'names',
        facts.symbols.filter((fact) => !isKnown(fact.name)),
        (fact) => fact.name,
      ),
      ...ranked('sideEffect', 'effects', facts.sideEffects, (fact) => fact.text),
      ...ranked(
        'completed',
        'completed_tasks',
        facts.tasks.filter((task) => task.status === 'completed'),
        (task) => task.text,
      ),
    ],
  };
}

/** Rules files wrap, emphasise and end their sentences otherwise than people do in a prompt. */
function comparable(text: string): string {
  return oneLine(text.replace(/[*`_"'“”‘’]/g, ''))
    .replace(/[.!。！]+$/, '')
    .toLowerCase();
}

type Ranked = <T extends Seen>(
  kind: WeightedKind,
  slot: Slot,
  facts: readonly T[],
  textOf: (fact: T) => string,
) => Candidate[];

function ranking({ events }: Facts, weights: Weights | undefined): Ranked {
  return (kind, slot, facts, textOf) =>
    valued(kind, facts, { events, weights })
      .map(({ fact, value }) => ({ slot, kind, text: textOf(fact), value, seen: fact }))
      .filter(({ text }) => text !== '');
}

const FORBIDDEN = /\b(?:never|not|avoid|stop|no)\b (?:use |using |to )?|n['’]t (?:use |using )?/i;

/** Decisions that stand: not replaced, not against a later rule of the user, not about files that are gone. */
function inForce({ decisions, statements, files }: Facts): DecisionFact[] {
  const bans = statements
    .filter((fact) => fact.type === 'constraint' && !fact.lifted && FORBIDDEN.test(fact.text))
    .map((fact) => ({ last: fact.last, words: contentWords(fact.text.split(FORBIDDEN).slice(1).join(' ')) }));
  const isBanned = ({ text, last }: DecisionFact): boolean => {
    if (FORBIDDEN.test(text)) return false;
    const words = contentWords(text);
    return bans.some((ban) => ban.last > last && coverage(ban.words, words) === 1);
  };
  const gone = files.filter((fact) => fact.deleted).map((fact) => fact.path);
  const present = new Set(files.filter((fact) => !fact.deleted).map((fact) => nameOf(fact.path)));
  const goneNames = new Set(gone.map(nameOf).filter((name) => name.includes('.') && !present.has(name)));
  const isGone = ({ text }: DecisionFact): boolean =>
    goneNames.size > 0 &&
    (text.match(/[\w./@-]+/g) ?? []).some((word) => goneNames.has(nameOf(word.replace(/[./]+$/, ''))));
  return decisions.filter((fact) => !fact.superseded && !isBanned(fact) && !isGone(fact));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** An answer, or a refusal with its reason. */
function isSettled({ type, text }: StatementFact): boolean {
  return type === 'answer' || (type === 'rejection' && text !== REFUSED);
}

function byStrength(a: StatementFact, b: StatementFact): number {
  return b.strength - a.strength || b.last - a.last;
}

/** What the user chose is worth as much as an answer. */
function decision(fact: DecisionFact): Candidate {
  return { slot: 'key_decisions', kind: 'decision', text: fact.text, value: 270, seen: fact };
}

function statement(fact: StatementFact): Candidate {
  return {
    slot: fact.type === 'answer' ? 'key_decisions' : 'rules',
    kind: fact.type,
    text: statementText(fact),
    value: fact.strength * 300,
    seen: fact,
  };
}

const MAX_ABOUT_CHARS = 56;

function statementText(fact: StatementFact): string {
  if (fact.type === 'constraint' || fact.about === undefined) return fact.text;
  // What it was about is there to recognise it: folders and the rest of a long command say nothing more.
  const about = shorten(fact.about.replace(/(?:[^\s/"']*\/){2,}/g, ''), MAX_ABOUT_CHARS);
  if (fact.type === 'answer') return `${about} → ${fact.text}`;
  return fact.text === REFUSED ? `Refused: ${about}` : `Refused ${about}: ${fact.text}`;
}

/** What may have been a wish of one request only is most likely over with it: the offset from which on it is not. */
function wishesSince({ requests }: Facts): number {
  return requests.filter((fact) => fact.type === 'request').at(-WISHES_OF_REQUESTS)?.first ?? 0;
}

/** What the user said that may be a rule: worth as much as it is sure, and little once other requests came. */
function wishes(
  ranked: Ranked,
  { facts, since }: { facts: readonly StatementFact[]; since: number },
): Candidate[] {
  const strengths = new Map(
    facts.map((fact) => [statementText(fact), fact.strength * (fact.last < since ? OLD_WISH : 1)]),
  );
  return ranked('constraint', 'rules', facts, statementText).map((candidate) => ({
    ...candidate,
    value: candidate.value * (strengths.get(candidate.text) ?? 1),
  }));
}

function presentFiles({ files }: Facts): FileFact[] {
  // A folder of that name would vanish from JSON that is read into objects.
  return files.filter(({ deleted, path }) => !deleted && !/(?:^|\/)__proto__\//.test(path));
}

const EDITED = 1.3;

function editedFirst(files: readonly Candidate[], facts: Facts): Candidate[] {
  const edited = new Set(facts.files.filter(({ edits }) => edits > 0).map(({ path }) => path));
  return files.map((candidate) => ({
    ...candidate,
    value: candidate.value * (edited.has(candidate.text) ? EDITED : 1),
  }));
}

function openWork(facts: Facts): Candidate[] {
  const found: Candidate[] = [];
  const request = currentRequest(facts);
  if (request)
    found.push({
      slot: 'current_work',
      kind: 'request',
      text: requestText(request),
      value: 100,
      seen: request,
    });
  const open = openTasks(facts);
  const isStale = isLeftBehind(facts);
  if (!isStale) found.push(...open);
  for (const part of request?.parts ?? []) {
    if (part.done || !request || facts.tasks.some((task) => isSameWork(part.text, task.text))) continue;
    found.push({ ...pendingTask({ ...request, text: part.text, status: 'pending' }), kind: 'request' });
  }
  const next = nextStep(facts);
  if (next) found.push({ slot: 'next_steps', kind: 'reply', text: next, value: 60, seen: lastSeen(facts) });
  if (facts.inFlight !== undefined) {
    found.push({
      slot: 'last_command_run',
      kind: 'command',
      text: facts.inFlight,
      value: 50,
      seen: lastSeen(facts),
    });
  }
  if (isStale) found.push(...open.map((task) => ({ ...task, value: STALE_TASK_VALUE })));
  return found;
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

/** A short remark does not end a longer request of which parts are open. */
function currentRequest({ requests }: Facts): RequestFact | undefined {
  const asked = requests.filter((fact) => fact.type === 'request');
  const last = asked.at(-1) ?? requests.at(-1);
  const unfinished = asked.slice(-RECENT_REQUESTS).findLast((fact) => fact.parts.some((part) => !part.done));
  return last && last.text.length > SHORT_REQUEST_CHARS ? last : (unfinished ?? last);
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

/** The request in the user's words: whole when short, else its first sentences, else its beginning. */
function requestText(request: RequestFact): string {
  const text = oneLine(request.text);
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
