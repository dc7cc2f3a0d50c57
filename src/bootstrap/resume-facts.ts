import { split, unfolded } from '../manifest/folded.ts';
import { candidates } from '../manifest/candidates.ts';
import type { Candidate, Slot } from '../manifest/candidate.ts';
import { pendingTasks } from '../manifest/pending-tasks.ts';
import type { PendingTask } from '../manifest/schema.ts';
import { valued } from '../manifest/worth.ts';
import type { CommandFact, Facts, GlimpseFact, RequestFact } from '../evidence/facts.ts';
import { isOpen } from '../evidence/requests.ts';
import { shorten } from '../evidence/wording.ts';
import type { LoadedManifest } from './load.ts';

/** One line of what a session left behind. */
export interface ResumeFact {
  text: string;
  /** Byte offset in the transcript; undefined when there is no evidence for it here. */
  offset?: number | undefined;
}

/** What the next session may need, best first in each list: the manifest's choice, then what else the evidence holds. */
export interface ResumeFacts {
  rules: ResumeFact[];
  /** Rules that are neither in the manifest nor in evidence that this home has. */
  rulesMore: number;
  request: ResumeFact[];
  tasks: ResumeFact[];
  nextSteps: ResumeFact[];
  sideEffects: ResumeFact[];
  commands: ResumeFact[];
  decisions: ResumeFact[];
  approaches: ResumeFact[];
  failures: ResumeFact[];
  /** What failed and does so no longer: the first to look at when something breaks again. */
  passed: ResumeFact[];
  blockers: ResumeFact[];
  findings: ResumeFact[];
  references: ResumeFact[];
  files: ResumeFact[];
  symbols: ResumeFact[];
  completed: ResumeFact[];
  /** In flight, last command, last file, last words of the agent. */
  stopped: ResumeFact[];
  earlierRequests: ResumeFact[];
}

const REQUEST_CHARS = 1200;
const REPLY_CHARS = 700;
const EARLIER_REQUESTS = 6;
const EARLIER_REQUEST_CHARS = 240;

/** `rulesText`: the rules files that the next session reads anyway; what they hold is not repeated. */
export function resumeFacts({ manifest, evidence }: LoadedManifest, rulesText: string): ResumeFacts {
  const facts = evidence?.facts;
  const { critical_context: critical, active_state: active, memory_pointers: pointers } = manifest;
  const groups = facts && candidates(facts, { rulesText });
  const rest = groups?.rest.toSorted((a, b) => b.value - a.value) ?? [];
  const all = groups ? [...groups.pinned, ...groups.openWork, ...groups.settled, ...rest] : [];
  const of = (
    slot: Slot,
    chosen: readonly string[] = [],
    glimpsed: readonly Candidate[] = [],
  ): ResumeFact[] => {
    const found = all.filter((one) => one.slot === slot);
    const more =
      glimpsed.length === 0 ? found : [...found, ...glimpsed].toSorted((a, b) => b.value - a.value);
    return merged(chosen, more.map(fromCandidate));
  };
  const openTasks = new Set(pendingTasks(manifest).map(({ task }) => task));
  // The candidate is the request itself: a short remark that came later does not end a longer one.
  const inForce = all.find(({ slot }) => slot === 'current_work')?.seen;
  const current = facts?.requests.find((fact) => fact === inForce);
  return {
    rules: of('rules', critical.rules),
    rulesMore: facts ? 0 : (critical.more_rules ?? 0),
    request: facts ? requests(facts, current, openTasks) : one(active.current_work),
    tasks: tasks(pendingTasks(manifest), facts, partsBeside(current, all)),
    nextSteps: of('next_steps', critical.next_steps),
    sideEffects: of('effects', critical.effects),
    commands: of('commands', manifest.bootstrap_instructions).map(withOutcome(facts)),
    decisions: of('key_decisions', critical.key_decisions),
    approaches: facts ? approaches(critical.failed, facts) : of('failed', critical.failed),
    failures: failures(active.environment_status, facts),
    passed: of('passed_since', active.passed_since),
    blockers: of('blockers', critical.blockers),
    findings: of('important_findings', critical.important_findings),
    references: of('refs', split(pointers.refs), glimpsed('reference', facts)),
    files: of('files', unfolded(pointers.files), glimpsed('file', facts)),
    symbols: of('names', split(pointers.names), glimpsed('symbol', facts)),
    completed: of('completed_tasks', manifest.completed_tasks ?? []),
    stopped: stopped(active, facts),
    earlierRequests: facts ? earlierRequests(facts, current) : [],
  };
}

/** The manifest's texts in its order, with their places where the evidence has them, and then the rest. */
function merged(chosen: readonly string[], found: readonly ResumeFact[]): ResumeFact[] {
  const byText = new Map(found.map((fact) => [fact.text, fact]));
  const isChosen = new Set(chosen);
  return [
    ...chosen.map((text) => byText.get(text) ?? { text }),
    ...found.filter(({ text }) => !isChosen.has(text)),
  ];
}

const GLIMPSE_SLOTS = { file: 'files', symbol: 'names', reference: 'refs' } as const;

/** What tools showed lately and nobody has named. */
function glimpsed(kind: GlimpseFact['kind'], facts: Facts | undefined): Candidate[] {
  if (!facts) return [];
  const named = new Set([
    ...facts.files.map(({ path }) => path),
    ...facts.symbols.map(({ name }) => name),
    ...facts.references.map(({ text }) => text),
  ]);
  const unnamed = facts.glimpses.filter((fact) => fact.kind === kind && !named.has(fact.text));
  return valued('glimpse', unnamed, facts).map(({ fact, value }) => ({
    slot: GLIMPSE_SLOTS[kind],
    kind: 'glimpse',
    text: fact.text,
    value,
    seen: fact,
  }));
}

function fromCandidate({ text, seen }: Candidate): ResumeFact {
  return { text, offset: seen.last };
}

function one(text: string | undefined): ResumeFact[] {
  return text === undefined ? [] : [{ text }];
}

/** The request in force with its parts, and what the user said after it. */
/** Parts that are open tasks stand there. */
function requests(
  facts: Facts,
  current: RequestFact | undefined,
  openTasks: ReadonlySet<string>,
): ResumeFact[] {
  if (!current) return [];
  const latest = latestRequest(facts);
  const parts = current.parts
    .filter((part) => part.done || (isOpen(part) && !openTasks.has(part.text)))
    .map((part) => ({ text: `${part.done ? '[done]' : '[open]'} ${part.text}` }));
  return [
    { text: shorten(current.text, REQUEST_CHARS), offset: current.last },
    ...(latest && latest !== current
      ? [{ text: `Said later: ${shorten(latest.text, REQUEST_CHARS)}`, offset: latest.last }]
      : []),
    ...parts,
  ];
}

function latestRequest({ requests }: Facts): RequestFact | undefined {
  return requests.findLast((fact) => fact.type === 'request') ?? requests.at(-1);
}

/** What is open of other requests than the current one, which shows its own parts. */
function partsBeside(current: RequestFact | undefined, all: readonly Candidate[]): ResumeFact[] {
  const own = new Set(current?.parts.map(({ text }) => text));
  return all
    .filter(({ slot, kind, text }) => slot === 'pending_tasks' && kind !== 'task' && !own.has(text))
    .map(({ text, seen }) => ({ text, offset: seen.last }));
}

function tasks(
  pending: readonly PendingTask[],
  facts: Facts | undefined,
  parts: readonly ResumeFact[],
): ResumeFact[] {
  const open = (facts?.tasks ?? []).filter(({ status }) => status === 'in_progress' || status === 'pending');
  const chosen = pending.map(({ task, status, priority, context }) => {
    const marks = [
      status === 'in_progress' ? 'in progress' : 'open',
      priority === undefined ? '' : `${priority.toLowerCase()} priority`,
    ];
    return {
      task,
      text: `[${marks.filter(Boolean).join(', ')}] ${task}${context === undefined ? '' : ` (${context})`}`,
    };
  });
  const isChosen = new Set(chosen.map(({ task }) => task));
  const earlier = parts
    .filter(({ text }) => !isChosen.has(text))
    .map(({ text, offset }) => ({ text: `[open] ${text} (of an earlier request)`, offset }));
  const rest = open
    .filter(({ text }) => !isChosen.has(text))
    .map((task) => ({ text: `[${task.status === 'in_progress' ? 'in progress' : 'open'}] ${task.text}` }));
  return [...chosen.map(({ text }) => ({ text })), ...rest, ...earlier];
}

/** Marks a command with its last outcome. */
function withOutcome(facts: Facts | undefined): (fact: ResumeFact) => ResumeFact {
  const byText = new Map(facts?.commands.map((fact) => [fact.command, fact]));
  return ({ text }) => ({ text: `${outcome(byText.get(text))}${text}` });
}

function outcome(fact: CommandFact | undefined): string {
  if (!fact) return '';
  if (fact.ok === undefined) return '[outcome unknown] ';
  if (fact.ok) return '[ok] ';
  return fact.exitCode === undefined ? '[failed] ' : `[failed, exit ${fact.exitCode}] `;
}

/** The manifest joins the three parts with arrows; with the evidence at hand each gets its word. */
function approaches(chosen: readonly string[] = [], facts: Facts): ResumeFact[] {
  const worded = valued('approach', facts.approaches, facts).map(({ fact }) => ({
    joined: [fact.tried, fact.whyNot, fact.instead].filter(Boolean).join(' → '),
    text: [fact.tried, fact.whyNot && `why not: ${fact.whyNot}`, fact.instead && `instead: ${fact.instead}`]
      .filter(Boolean)
      .join('; '),
    offset: fact.last,
  }));
  const known = new Set(worded.map(({ joined }) => joined));
  return [
    ...chosen.filter((text) => !known.has(text)).map((text) => ({ text })),
    ...worded.map(({ text, offset }) => ({ text, offset })),
  ];
}

function failures(chosen: readonly string[] = [], facts: Facts | undefined): ResumeFact[] {
  const live = facts?.failures.filter((fact) => fact.live) ?? [];
  const known = new Set(live.map(({ text }) => text));
  return [
    ...(facts ? valued('failure', live, facts) : []).map(({ fact }) => ({
      text: `${fact.text} (from: ${fact.command})`,
    })),
    ...chosen.filter((text) => !known.has(text)).map((text) => ({ text })),
  ];
}

function stopped(active: LoadedManifest['manifest']['active_state'], facts: Facts | undefined): ResumeFact[] {
  const inFlight = facts?.inFlight;
  const found: ResumeFact[] = [];
  if (inFlight !== undefined) found.push({ text: `Running when it stopped, outcome unknown: ${inFlight}` });
  if (active.last_command_run !== undefined && active.last_command_run !== inFlight)
    found.push({ text: `Last command: ${active.last_command_run}` });
  if (active.last_file_modified !== undefined)
    found.push({ text: `Last file changed: ${active.last_file_modified}` });
  if (facts?.lastReply !== undefined)
    found.push({
      text: `Last words of the agent: ${shorten(facts.lastReply, REPLY_CHARS)}`,
      offset: facts.lastOffset,
    });
  return found;
}

function earlierRequests(facts: Facts, current: RequestFact | undefined): ResumeFact[] {
  const latest = latestRequest(facts);
  return (
    facts.requests
      .filter((fact) => fact !== latest && fact !== current && fact.type !== 'nudge')
      // The first names the task; of the others the last ones matter.
      .filter((_, index, all) => index === 0 || index > all.length - EARLIER_REQUESTS)
      .toReversed()
      .map((fact) => ({ text: shorten(fact.text, EARLIER_REQUEST_CHARS), offset: fact.last }))
  );
}
