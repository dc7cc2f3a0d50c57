/**
 * What a session showed, each thing with the place where it was seen. Facts are taken from events by fixed rules,
 * never by a model; strings are the session's own, with secrets removed before they leave the process.
 */
import type { TaskStatus } from '../session/events.ts';

/** Where something was seen: byte offsets of records in the transcript. */
export interface Seen {
  first: number;
  last: number;
  /** ISO 8601 UTC time of the last sighting, where recorded. */
  at?: string | undefined;
  count: number;
  /** Which event of the session it was seen in last, counted from 1; absent where that is unknown. */
  index?: number | undefined;
  /** Events in which it was seen, each worth half for every `HEAT_HALF_LIFE` events that it lay back then. */
  heat?: number | undefined;
}

/** The session as its agent described it; the last value that was recorded. */
export interface SessionFacts {
  agent: string;
  nativeId?: string | undefined;
  /** Directory in which the session began; file facts are relative to it. */
  root?: string | undefined;
  /** Directory it works in now: differs from `root` in a worktree or after `cd`. */
  cwd?: string | undefined;
  branch?: string | undefined;
  commit?: string | undefined;
  model?: string | undefined;
  agentVersion?: string | undefined;
  title?: string | undefined;
  parentId?: string | undefined;
  /** Id of the manifest that it goes on from. */
  resumedFrom?: string | undefined;
  startedAt?: string | undefined;
  lastAt?: string | undefined;
}

export interface RequestPart {
  text: string;
  done: boolean;
  /** The user took it back. */
  givenUp?: true | undefined;
}

/** Something the user asked for, verbatim. */
export interface RequestFact extends Seen {
  text: string;
  /** The items of a request that lists several; empty for a single one. */
  parts: RequestPart[];
  /** `nudge`: "yes", "go on", or a "commit it" that was carried out: it moves work on but asks for nothing new. */
  type: 'request' | 'question' | 'nudge';
}

/** A rule that the user set, verbatim, or a refusal, or an answer to a question of the agent. */
export interface StatementFact extends Seen {
  type: 'constraint' | 'rejection' | 'answer';
  text: string;
  /** The question that was answered, or what was refused. */
  about?: string | undefined;
  /** The user took it back, or it was limited to what is over. */
  lifted: boolean;
  /** 0 to 1: how surely the words set a standing rule rather than ask for one thing. */
  strength: number;
}

export interface TaskFact extends Seen {
  id?: string | undefined;
  text: string;
  status: TaskStatus;
}

export interface FileFact extends Seen {
  /** Relative to the session's root with `/`, or absolute when outside. */
  path: string;
  reads: number;
  edits: number;
  deleted: boolean;
}

export interface CommandFact extends Seen {
  command: string;
  failures: number;
  /** Whether the last run succeeded; undefined while it runs, or when its result was lost. */
  ok?: boolean | undefined;
  exitCode?: number | undefined;
}

/** A failing test, an error message: the line that names it. */
export interface FailureFact extends Seen {
  text: string;
  /** The command that showed it. */
  command: string;
  /** False once the same command ran without it, or, where no check showed it, once the session went on. */
  live: boolean;
  /** Of a command that is no check: how many succeeded since. */
  passedSince?: number | undefined;
}

export interface ApproachFact extends Seen {
  tried: string;
  whyNot?: string | undefined;
  instead?: string | undefined;
}

export interface DecisionFact extends Seen {
  text: string;
  who: 'user' | 'agent';
  /** A later decision about the same thing replaced it. */
  superseded: boolean;
}

export interface ReferenceFact extends Seen {
  text: string;
  type: 'url' | 'address' | 'issue' | 'commit' | 'id';
  /** Of an address: marks of the words beside it that say what is there; not the words, which may hold a secret. */
  about?: string | undefined;
  /** Of an address: the command and the line of its output that showed it last, as a key. */
  shownBy?: string | undefined;
  /** What is there moved: somebody said so, or the same command showed another one. */
  superseded?: 'told' | 'shown' | undefined;
}

export interface SymbolFact extends Seen {
  name: string;
}

/** What a tool showed lately and nobody has named. */
export interface GlimpseFact extends Seen {
  kind: 'file' | 'symbol' | 'reference';
  text: string;
}

/** Something done that reaches beyond the work tree and must not be done twice. */
export interface SideEffectFact extends Seen {
  text: string;
}

export interface RecapFact extends Seen {
  of: 'compaction' | 'session';
  text: string;
}

/** What the session was doing when its transcript ended. */
export type Activity = 'working' | 'waiting' | 'interrupted' | 'failed';

export interface Facts {
  session: SessionFacts;
  requests: RequestFact[];
  statements: StatementFact[];
  tasks: TaskFact[];
  files: FileFact[];
  commands: CommandFact[];
  failures: FailureFact[];
  approaches: ApproachFact[];
  decisions: DecisionFact[];
  references: ReferenceFact[];
  symbols: SymbolFact[];
  glimpses: GlimpseFact[];
  sideEffects: SideEffectFact[];
  recaps: RecapFact[];
  activity: Activity;
  /** A command or tool call that had no result when the transcript ended. */
  inFlight?: string | undefined;
  /** The last thing the agent said. */
  lastReply?: string | undefined;
  /** Number of prompts, and of compactions. */
  turns: number;
  compactions: number;
  /** Characters of all that the model was shown, for the compression figure. */
  visibleChars: number;
  /** Offset of the last commit that the session made. */
  lastCommit?: number | undefined;
  /** Offset of the last event, and number of all. */
  lastOffset: number;
  events: number;
}
