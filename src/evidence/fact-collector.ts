import { cutMiddle, type SessionEvent, type ToolCall, type ToolResult } from '../session/events.ts';
import { withoutColours, withoutHiddenDeep } from '../session/visible-text.ts';
import { CommandsFold, effective, tellingCommands } from './commands.ts';
import { DecisionsFold } from './decisions.ts';
import { FailuresFold } from './failures.ts';
import type { Activity, Facts, RecapFact, SessionFacts } from './facts.ts';
import { FilesFold } from './files.ts';
import { GlimpsesFold } from './glimpses.ts';
import { seenAt } from './ledger.ts';
import { openCall, OpenCalls, type OpenAction, type OpenCall } from './open-calls.ts';
import { ReferencesFold, SymbolsFold } from './references.ts';
import { RequestsFold } from './requests.ts';
import { actsOf } from './carried-out.ts';
import { inherited, resumedFrom, type Resumed } from './resumed.ts';
import { SideEffectsFold } from './side-effects.ts';
import { StatementsFold } from './statements.ts';
import { TasksFold } from './tasks.ts';
import { oneLine, shorten, withoutCode } from './wording.ts';

const MAX_RECAPS = 4;
const MAX_RECAP_CHARS = 6000;
/** Of a title, a path or another field of the session. */
const MAX_FIELD_CHARS = 1000;
const MAX_REPLY_CHARS = 1500;

/** Everything needed to go on collecting behind the last event. JSON. */
export interface CollectorState {
  facts: Facts;
  openCalls: [string, OpenCall][];
  proposedPlan?: string | undefined;
}

export interface CollectorOptions {
  agent: string;
  state?: CollectorState | undefined;
  /** The facts behind a manifest of the store, for a session that goes on from it. */
  earlierFacts?: ((manifestId: string) => Facts | undefined) | undefined;
}

/** Turns a session's events into facts, one event at a time; what it holds is bounded whatever the session's length. */
export class FactCollector {
  readonly #session: SessionFacts;
  readonly #openCalls: OpenCalls;
  readonly #earlierFacts: CollectorOptions['earlierFacts'];
  #folds: Folds;
  readonly #recaps: RecapFact[];
  #proposedPlan: string | undefined;
  #activity: Activity;
  #lastReply: string | undefined;
  #turns: number;
  #compactions: number;
  #visibleChars: number;
  #lastOffset: number;
  #events: number;
  #lastCommit: number | undefined;

  constructor(options: CollectorOptions) {
    const { state, earlierFacts } = options;
    const facts = state?.facts;
    this.#earlierFacts = earlierFacts;
    this.#session = facts?.session ?? { agent: options.agent };
    this.#openCalls = new OpenCalls(state?.openCalls);
    this.#folds = foldsOf(facts);
    this.#recaps = facts?.recaps ?? [];
    this.#proposedPlan = state?.proposedPlan;
    this.#activity = facts?.activity ?? 'waiting';
    this.#lastReply = facts?.lastReply;
    this.#turns = facts?.turns ?? 0;
    this.#compactions = facts?.compactions ?? 0;
    this.#visibleChars = facts?.visibleChars ?? 0;
    this.#lastOffset = facts?.lastOffset ?? 0;
    this.#events = facts?.events ?? 0;
    this.#lastCommit = facts?.lastCommit;
  }

  event(read: SessionEvent): void {
    this.#events++;
    // Before anything is compared or kept: a word that hides a letter is another word, and a secret no secret.
    const event = cleaned({ ...read, index: this.#events });
    this.#lastOffset = event.offset;
    if (event.at !== undefined) {
      this.#session.startedAt ??= event.at;
      this.#session.lastAt = event.at;
    }
    switch (event.kind) {
      case 'session':
        return this.#sessionPatch(event);
      case 'prompt':
        return this.#prompt(event);
      case 'reply':
        return this.#reply(event);
      case 'tool-call':
        return this.#call(event);
      case 'tool-result':
        return this.#result(event);
      case 'answer':
        return this.#folds.statements.answered(event, event);
      case 'tasks':
        for (const completed of this.#folds.tasks.changed(event, event))
          this.#folds.requests.finished(completed);
        return;
      case 'plan':
        return this.#plan(event);
      case 'recap':
        this.#visibleChars += event.text.length;
        this.#recaps.push({ ...seenAt(event), of: event.of, text: cutMiddle(event.text, MAX_RECAP_CHARS) });
        if (this.#recaps.length > MAX_RECAPS) this.#recaps.shift();
        return;
      case 'link':
        return this.#folds.references.said(event.url, event);
      case 'compaction':
        this.#compactions++;
        return;
      case 'turn-end':
        this.#activity = event.reason === 'done' ? 'waiting' : event.reason;
        return;
      case 'usage':
        if (event.model !== undefined) this.#session.model = event.model;
        return;
    }
  }

  facts(): Facts {
    const running = this.#openCalls.running();
    return {
      session: this.#session,
      requests: this.#folds.requests.facts(),
      statements: this.#folds.statements.facts(),
      tasks: this.#folds.tasks.facts(),
      files: this.#folds.files.facts(),
      commands: this.#folds.commands.facts(),
      failures: this.#folds.failures.facts(),
      approaches: this.#folds.decisions.approaches(),
      decisions: this.#folds.decisions.decisions(),
      references: this.#folds.references.facts(),
      symbols: this.#folds.symbols.facts(),
      glimpses: this.#folds.glimpses.facts(this.#lastOffset),
      sideEffects: this.#folds.sideEffects.facts(),
      recaps: this.#recaps,
      activity: this.#activity,
      inFlight: this.#activity === 'waiting' ? undefined : running?.label,
      lastReply: this.#lastReply,
      turns: this.#turns,
      compactions: this.#compactions,
      visibleChars: this.#visibleChars,
      lastOffset: this.#lastOffset,
      events: this.#events,
      lastCommit: this.#lastCommit,
    };
  }

  state(): CollectorState {
    return { facts: this.facts(), openCalls: this.#openCalls.entries(), proposedPlan: this.#proposedPlan };
  }

  #sessionPatch({
    kind: _,
    offset: __,
    at: ___,
    index: ____,
    ...patch
  }: Extract<SessionEvent, { kind: 'session' }>): void {
    for (const [name, value] of Object.entries(patch))
      Object.assign(this.#session, { [name]: value.slice(0, MAX_FIELD_CHARS) });
    this.#session.root ??= this.#session.cwd;
  }

  #prompt(event: Extract<SessionEvent, { kind: 'prompt' }>): void {
    const { text } = event;
    this.#visibleChars += text.length;
    this.#turns++;
    this.#activity = 'working';
    if (event.origin !== 'queued') this.#openCalls.leave();
    const resumed = resumedFrom(text);
    if (resumed) {
      this.#resume(resumed, event);
      if (resumed.rest !== '') this.#said(resumed.rest, event);
    } else this.#said(text, event);
  }

  /** What a resume prompt quotes is not said anew: the session goes on with the facts that it was made from. */
  #resume({ manifestId }: Resumed, place: SessionEvent): void {
    const earlier = this.#earlierFacts?.(manifestId);
    if (!earlier) return; // of another store, or forged: nothing vouches for what it says
    this.#session.resumedFrom = manifestId;
    const facts = inherited(this.facts(), earlier, place);
    this.#folds = foldsOf(facts);
    this.#lastReply = facts.lastReply;
  }

  #said(text: string, event: SessionEvent): void {
    this.#folds.requests.prompted(text, event);
    // What is typed while the agent works goes on with the task.
    if (event.kind === 'prompt' && event.origin !== 'queued') this.#folds.statements.requested(text);
    this.#folds.statements.prompted(text, event);
    this.#folds.decisions.prompted(text, event);
    this.#folds.references.told(text, 'user', event);
    this.#folds.symbols.named(text.slice(0, 4000), event);
  }

  #reply(event: Extract<SessionEvent, { kind: 'reply' }>): void {
    const { text } = event;
    this.#visibleChars += text.length;
    this.#lastReply = cutMiddle(text, MAX_REPLY_CHARS);
    this.#activity = 'waiting';
    this.#folds.requests.replied(text);
    this.#folds.decisions.replied(text, event);
    this.#folds.references.told(text, 'agent', event);
    this.#folds.symbols.named(withoutCode(text), event);
  }

  #call(event: ToolCall & SessionEvent): void {
    const { action } = event;
    const call = openCall(event.tool, action);
    this.#activity = 'working';
    this.#openCalls.add(event.callId, call);
    if (action.type === 'command') {
      this.#visibleChars += action.command.length;
      if (call.action.type === 'command')
        this.#folds.commands.started(tellingCommands(call.action.segments), event);
      this.#folds.references.said(action.command.slice(0, 2000), event);
      this.#folds.symbols.named(action.command.slice(0, 4000), event);
    } else if (action.type === 'search') this.#folds.symbols.named(action.pattern, event);
    else if (action.type === 'delegate') {
      this.#visibleChars += action.prompt.length;
      this.#folds.symbols.named(action.prompt.slice(0, 8000), event);
    } else if (action.type === 'fetch') this.#folds.references.said(action.url, event);
    else if ('text' in action && action.text !== undefined) this.#folds.symbols.named(action.text, event);
  }

  #result(event: ToolResult & SessionEvent): void {
    this.#visibleChars += event.output.length;
    this.#activity = 'working';
    const call = this.#openCalls.take(event.callId);
    if (!call) return;
    if (event.refused) return this.#refused(event.refused, call, event);
    this.#folds.glimpses.shown(call.action, event.output, event, this.#session);
    if (call.action.type === 'command') {
      if (event.ok) this.#folds.statements.permitted(call.label);
      this.#commandResult(call.action, call.label, event);
    } else if (event.ok) {
      this.#folds.files.done(call.action, event, this.#session);
      if (call.action.type === 'other') this.#folds.references.shown(event.output, event);
    }
  }

  /** It did not happen. Without a reason, only a refused command tells something. */
  #refused({ reason }: NonNullable<ToolResult['refused']>, call: OpenCall, place: SessionEvent): void {
    const { label, action } = call;
    if (action.type === 'command') this.#folds.commands.refused(tellingCommands(action.segments));
    if (reason === undefined && action.type !== 'command') return;
    this.#folds.statements.refused({ reason, about: label }, place);
  }

  #commandResult(
    action: OpenAction & { type: 'command' },
    label: string,
    event: ToolResult & SessionEvent,
  ): void {
    const commands = tellingCommands(action.segments);
    const { ok, output } = event;
    const isResuming = ok && action.segments.some(({ text }) => /\brecovery bootstrap\b/.test(text));
    const resumed = isResuming ? resumedFrom(output) : undefined;
    if (resumed) return this.#resume(resumed, event);
    const isStatusHidden = action.segments.length > 1;
    const { failed } = this.#folds.failures.ran({ commands, ok, output, isStatusHidden }, event);
    const exitCode = failed && event.exitCode === 0 ? undefined : event.exitCode;
    this.#folds.commands.finished(commands, { ok: !failed, exitCode });
    this.#folds.references.shown(output, event, label);
    const segments = effective(action.segments, ok);
    this.#folds.files.done({ type: 'command', segments: [...segments] }, event, this.#session);
    this.#folds.sideEffects.ran(segments, output, event);
    for (const act of actsOf(segments)) this.#folds.requests.carriedOut(act);
    if (!ok || action.commit === undefined) return;
    this.#folds.requests.finished(action.commit);
    this.#lastCommit = event.offset;
  }

  #plan(event: Extract<SessionEvent, { kind: 'plan' }>): void {
    if (event.state === 'proposed') {
      this.#visibleChars += event.text?.length ?? 0;
      const title = /^#+\s*(.+)$/m.exec(event.text ?? '')?.[1] ?? event.text?.split('\n')[0];
      this.#proposedPlan = title === undefined ? undefined : shorten(oneLine(title), 160);
    } else if (this.#proposedPlan !== undefined) {
      this.#folds.decisions.decided(`Approved plan: ${this.#proposedPlan}`, 'user', event);
      this.#proposedPlan = undefined;
    }
  }
}

/**
 * An event without what hides from the eye. Of an output only the colours go: it is long, and what little of it becomes a
 * fact is cleaned then.
 */
function cleaned(event: SessionEvent): SessionEvent {
  if (event.kind === 'usage' || event.kind === 'turn-end') return event;
  if (event.kind !== 'tool-result') return withoutHiddenDeep(event);
  const output = withoutColours(event.output);
  if (output === event.output && event.refused === undefined) return event;
  return { ...event, output, refused: event.refused && withoutHiddenDeep(event.refused) };
}

interface Folds {
  requests: RequestsFold;
  statements: StatementsFold;
  tasks: TasksFold;
  files: FilesFold;
  commands: CommandsFold;
  failures: FailuresFold;
  decisions: DecisionsFold;
  references: ReferencesFold;
  symbols: SymbolsFold;
  glimpses: GlimpsesFold;
  sideEffects: SideEffectsFold;
}

function foldsOf(facts: Facts | undefined): Folds {
  return {
    requests: new RequestsFold(facts?.requests),
    statements: new StatementsFold(facts?.statements),
    tasks: new TasksFold(facts?.tasks),
    files: new FilesFold(facts?.files),
    commands: new CommandsFold(facts?.commands),
    failures: new FailuresFold(facts?.failures),
    decisions: new DecisionsFold(facts?.decisions, facts?.approaches),
    references: new ReferencesFold(facts?.references),
    symbols: new SymbolsFold(facts?.symbols),
    glimpses: new GlimpsesFold(facts?.glimpses),
    sideEffects: new SideEffectsFold(facts?.sideEffects),
  };
}
