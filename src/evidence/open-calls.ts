import type { ToolAction } from '../session/events.ts';
import { shellSegments, type Segment } from './shell-segments.ts';
import { oneLine, shorten } from './wording.ts';
import { looksLikeFile } from './paths.ts';

/** Calls without a result that are remembered; an agent runs a few at once, the rest were lost. */
const MAX_CALLS = 40;
const MAX_TOTAL_CHARS = 12_000;
const MAX_LABEL_CHARS = 300;
const MAX_PATHS = 30;
const MAX_COMMAND_CHARS = 3000;

/** What is needed of a call once its result is there; a command is taken apart only once. */
export type OpenAction =
  | { type: 'command'; segments: Segment[]; commit?: string | undefined }
  | { type: 'read' | 'edit' | 'delete' | 'mention'; paths: string[] }
  /** `isReport`: what comes back was written by a sub-agent. */
  | { type: 'other'; isReport?: true };

export interface OpenCall {
  /** For people: the command, or the tool and what it works on. */
  label: string;
  action: OpenAction;
  /** The person went on without its result: it runs no longer. */
  isLeft?: true;
}

/** Calls whose results have not been seen yet, oldest first. */
export class OpenCalls {
  readonly #calls: Map<string, OpenCall>;
  #chars = 0;

  constructor(entries: readonly [string, OpenCall][] = []) {
    this.#calls = new Map(entries);
    for (const call of this.#calls.values()) this.#chars += charsOf(call);
  }

  add(callId: string, call: OpenCall): void {
    this.take(callId);
    this.#calls.set(callId, call);
    this.#chars += charsOf(call);
    for (const oldest of this.#calls.keys()) {
      const fits = this.#calls.size <= MAX_CALLS && this.#chars <= MAX_TOTAL_CHARS;
      if (fits || oldest === callId) return;
      this.take(oldest);
    }
  }

  /** The call, which is open no longer. */
  take(callId: string): OpenCall | undefined {
    const call = this.#calls.get(callId);
    if (!call) return undefined;
    this.#chars -= charsOf(call);
    this.#calls.delete(callId);
    return call;
  }

  /** The newest call that may still be running. */
  running(): OpenCall | undefined {
    return [...this.#calls.values()].findLast((call) => call.isLeft !== true);
  }

  /** A new turn begins. Results that still come count, but nothing is waited for. */
  leave(): void {
    for (const call of this.#calls.values()) call.isLeft = true;
  }

  entries(): [string, OpenCall][] {
    return [...this.#calls];
  }
}

function charsOf({ label, action }: OpenCall): number {
  if (action.type === 'command')
    return action.segments.reduce((sum, { text }) => sum + 2 * text.length, label.length);
  return action.type === 'other' ? label.length : action.paths.join(' ').length + label.length;
}

export function openCall(tool: string, action: ToolAction): OpenCall {
  return { label: shorten(oneLine(labelOf(tool, action)), MAX_LABEL_CHARS), action: openAction(action) };
}

function labelOf(tool: string, action: ToolAction): string {
  switch (action.type) {
    case 'command':
      return action.command.slice(0, 2 * MAX_LABEL_CHARS);
    case 'read':
    case 'edit':
    case 'write':
    case 'delete':
      return `${tool} ${action.paths.slice(0, MAX_PATHS).join(' ')}`;
    case 'search':
      return `${tool} ${action.pattern.slice(0, MAX_LABEL_CHARS)}`;
    case 'fetch':
      return `${tool} ${action.url.slice(0, MAX_LABEL_CHARS)}`;
    case 'delegate':
      return `${tool}: ${shorten(oneLine(action.prompt.slice(0, 2 * MAX_LABEL_CHARS)), 200)}`;
    case 'other':
      return tool;
  }
}

function openAction(action: ToolAction): OpenAction {
  switch (action.type) {
    case 'command':
      return openCommand(action.command);
    case 'write':
      return { type: 'edit', paths: bounded(action.paths) };
    case 'read':
    case 'edit':
    case 'delete':
      return { type: action.type, paths: bounded(action.paths) };
    case 'search':
      return { type: 'mention', paths: bounded(action.paths.filter(looksLikeFile)) };
    case 'delegate':
      return { type: 'other', isReport: true };
    default:
      return { type: 'other' };
  }
}

function bounded(paths: readonly string[]): string[] {
  return paths.slice(0, MAX_PATHS).filter((path) => path.length <= MAX_LABEL_CHARS);
}

const COMMIT_MESSAGE =
  /git (?:-C \S+ )?commit\b[^\n]{0,200}?-a?m\s+(?:"\$\(cat <<-?\s?['"]?\w+['"]?\n([^\n]+)|"([^"]+)"|'([^']+)')/;

function openCommand(command: string): OpenAction {
  let room = MAX_COMMAND_CHARS;
  const segments = shellSegments(command).filter(({ text }) => (room -= text.length) >= 0);
  const match = command.includes('git') ? COMMIT_MESSAGE.exec(command) : null;
  const commit = match?.[1] ?? match?.[2] ?? match?.[3];
  return commit === undefined
    ? { type: 'command', segments }
    : { type: 'command', segments, commit: shorten(oneLine(commit), MAX_LABEL_CHARS) };
}
