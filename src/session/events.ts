/**
 * The words that everything else uses: what an agent recorded, normalised. Every source turns its own
 * format into these events; nothing behind a source knows which agent wrote the transcript.
 */

/** Where and when something was recorded. */
export interface Place {
  /** Byte offset in the transcript of the record (its first byte) that this was read from. */
  offset: number;
  /** ISO 8601 UTC time of the record, where the agent wrote one. */
  at?: string | undefined;
  /** Which event of the session it is, counted from 1 by who turns events into facts. */
  index?: number;
}

/** Facts about the session itself; each field that is present replaces what was known before. */
export interface SessionPatch {
  kind: 'session';
  /** The agent's own id of the session. */
  nativeId?: string;
  /** Working directory, as the agent wrote it (POSIX or Windows). */
  cwd?: string;
  branch?: string;
  /** Commit that was checked out when the session began. */
  commit?: string;
  model?: string;
  agentVersion?: string;
  title?: string;
  /** Native id of the session that this one was forked from or works for. */
  parentId?: string;
}

/** What a person told the agent. Harness text (reminders, notifications, command output) is never a prompt. */
export interface Prompt {
  kind: 'prompt';
  text: string;
  /** `queued`: typed while the agent was working; `command`: the arguments of a slash command. */
  origin: 'typed' | 'queued' | 'command';
}

/** What the agent said to the person. */
export interface Reply {
  kind: 'reply';
  text: string;
}

/** What a tool call does, in terms that all agents share. `text`: the beginning of what was written. */
export type ToolAction =
  | { type: 'read'; paths: string[] }
  | { type: 'edit' | 'write'; paths: string[]; text?: string | undefined }
  | { type: 'delete'; paths: string[] }
  | { type: 'command'; command: string; cwd?: string | undefined }
  | { type: 'search'; pattern: string; paths: string[] }
  | { type: 'fetch'; url: string }
  | { type: 'delegate'; prompt: string }
  | { type: 'other' };

export interface ToolCall {
  kind: 'tool-call';
  /** Pairs the call with its result; unique within a session. */
  callId: string;
  /** The agent's own name of the tool. */
  tool: string;
  action: ToolAction;
}

export interface ToolResult {
  kind: 'tool-result';
  callId: string;
  /** False when the tool failed, was refused or was interrupted; a command failed when its exit code is not 0. */
  ok: boolean;
  /** Exit status of a command, where recorded. */
  exitCode?: number | undefined;
  /** What the model was shown, cut in the middle to `MAX_OUTPUT_CHARS`. */
  output: string;
  /** The person refused the call. `reason` is what they said, verbatim; absent when they gave none. */
  refused?: { reason?: string | undefined } | undefined;
}

/** The person answered a question that the agent asked through a tool. */
export interface Answer {
  kind: 'answer';
  question: string;
  answer: string;
}

/** Tokens of one model call, on the main line of the conversation. */
export interface Usage {
  kind: 'usage';
  /** Records of one model call share it: the last one counts. */
  callId: string;
  /** Tokens that the context held in this call, by the agent's own definition; never a sum over calls. */
  contextTokens: number;
  outputTokens?: number | undefined;
  model?: string | undefined;
  /** The context window, where the agent records it. */
  windowTokens?: number | undefined;
}

/** The agent replaced its history by a summary. Context tokens are unknown until the next usage. */
export interface Compaction {
  kind: 'compaction';
  trigger?: 'auto' | 'manual' | undefined;
  tokensBefore?: number | undefined;
}

export type TaskStatus = 'pending' | 'in_progress' | 'completed' | 'deleted';

export interface TaskChange {
  /** The agent's id of the task; absent where a list is always written whole. */
  id?: string | undefined;
  text?: string | undefined;
  status?: TaskStatus | undefined;
}

/** A change to the agent's task list: the whole list anew, or some tasks of it. */
export interface TasksChanged {
  kind: 'tasks';
  whole: boolean;
  tasks: TaskChange[];
}

/** A plan that the agent proposed, and later its approval; a refusal is a refused tool call. */
export interface Plan {
  kind: 'plan';
  state: 'proposed' | 'approved';
  text?: string | undefined;
}

/** The agent's own words about the session as a whole: its summary at a compaction, or a recap for the person. */
export interface Recap {
  kind: 'recap';
  of: 'compaction' | 'session';
  text: string;
}

/** Something outside the repository that the agent recorded as belonging to the session: a pull request's URL. */
export interface Link {
  kind: 'link';
  url: string;
}

/** The agent stopped working and waits; `interrupted`: the person stopped it; `failed`: an API error did. */
export interface TurnEnd {
  kind: 'turn-end';
  reason: 'done' | 'interrupted' | 'failed';
}

export type EventBody =
  | SessionPatch
  | Prompt
  | Reply
  | ToolCall
  | ToolResult
  | Answer
  | Usage
  | Compaction
  | TasksChanged
  | Plan
  | Recap
  | Link
  | TurnEnd;

/** One normalised record of a transcript. */
export type SessionEvent = EventBody & Place;

/** Tool output beyond this is cut in the middle: the first and last half are kept. */
const MAX_OUTPUT_CHARS = 16_000;

/** Cuts `text` in the middle to at most `limit` UTF-16 units, never inside a surrogate pair. */
export function cutMiddle(text: string, limit: number = MAX_OUTPUT_CHARS): string {
  if (text.length <= limit) return text;
  const half = Math.max(0, Math.floor((limit - 5) / 2));
  const head = text.slice(0, half).replace(/[\uD800-\uDBFF]$/u, '');
  const tail = text.slice(text.length - half).replace(/^[\uDC00-\uDFFF]/u, '');
  return `${head}\n...\n${tail}`;
}
