/** What a transcript says, read by code of the benchmark's own: nothing of `src/` takes part in judging it. */

export type Step =
  | { kind: 'user'; text: string }
  | { kind: 'said'; text: string }
  | { kind: 'call'; id: string; tool: string; input: Record<string, unknown> }
  | { kind: 'result'; id: string; text: string; isError: boolean };

/** A place where the agent replaced its history by a summary, and went on. */
export interface Boundary {
  /** Byte offset of the record with which the compaction begins: a tool may read what lies before it. */
  cutAt: number;
  /** Number of steps before it. */
  stepsBefore: number;
  /** The agent's own summary; undefined where it cannot be read. */
  summary: string | undefined;
}

export interface Session {
  steps: Step[];
  boundaries: Boundary[];
  cwd: string;
  branch: string;
}

type Json = Record<string, unknown>;

/** Reads Claude Code, Codex or pi, told by the first records. */
export function readSession(bytes: Buffer): Session {
  const session: Session = { steps: [], boundaries: [], cwd: '', branch: '' };
  let boundaryAt: number | undefined;
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    const record = parse(bytes.toString('utf8', start, end));
    if (record) {
      const begins = record['subtype'] === 'compact_boundary';
      if (begins) boundaryAt = start;
      const boundary = boundaryOf(record);
      if (boundary) {
        const cutAt = boundaryAt ?? start;
        session.boundaries.push({ cutAt, stepsBefore: session.steps.length, summary: boundary.summary });
        boundaryAt = undefined;
      } else session.steps.push(...stepsOf(record));
      if (typeof record['cwd'] === 'string') session.cwd = record['cwd'];
      const payload = object(record['payload']);
      if (typeof payload['cwd'] === 'string') session.cwd = payload['cwd'];
      if (typeof record['gitBranch'] === 'string') session.branch = record['gitBranch'];
    }
    start = end + 1;
  }
  return session;
}

function boundaryOf(record: Json): { summary: string | undefined } | undefined {
  if (record['isCompactSummary'] === true) return { summary: textOf(object(record['message'])['content']) };
  if (record['type'] === 'compaction') return { summary: word(record['summary']) };
  if (record['type'] === 'compacted') {
    const message = word(object(record['payload'])['message']);
    return { summary: message === '' ? undefined : message };
  }
  return undefined;
}

function stepsOf(record: Json): Step[] {
  if (record['isSidechain'] === true || record['isMeta'] === true) return [];
  const payload = object(record['payload']);
  if (record['type'] === 'response_item') return codexItem(payload);
  if (record['type'] === 'event_msg') {
    const text = payload['type'] === 'user_message' ? word(payload['message']) : '';
    return text === '' ? [] : [{ kind: 'user', text }];
  }
  if (record['type'] === 'attachment') {
    const attachment = object(record['attachment']);
    return attachment['type'] === 'queued_command'
      ? [{ kind: 'user', text: textOf(attachment['prompt']) }]
      : [];
  }
  const message = object(record['message']);
  const role = message['role'];
  if (role === 'toolResult') {
    const id = word(message['toolCallId']);
    return [{ kind: 'result', id, text: textOf(message['content']), isError: message['isError'] === true }];
  }
  if (role !== 'user' && role !== 'assistant') return [];
  const { content } = message;
  if (typeof content === 'string') return spoken(role, content);
  return list(content).flatMap((block) => blockSteps(role, object(block)));
}

function blockSteps(role: 'user' | 'assistant', block: Json): Step[] {
  switch (block['type']) {
    case 'text':
      return spoken(role, word(block['text']));
    case 'tool_use':
    case 'toolCall':
      return [
        {
          kind: 'call',
          id: word(block['id']),
          tool: word(block['name']),
          input: object(block['input'] ?? block['arguments']),
        },
      ];
    case 'tool_result':
      return [
        {
          kind: 'result',
          id: word(block['tool_use_id']),
          text: textOf(block['content']),
          isError: block['is_error'] === true,
        },
      ];
    default:
      return [];
  }
}

function codexItem(item: Json): Step[] {
  const type = word(item['type']);
  const id = word(item['call_id']);
  if (type === 'message')
    return item['role'] === 'assistant' ? spoken('assistant', textOf(item['content'])) : [];
  if (type === 'function_call') {
    const input = parse(word(item['arguments'])) ?? {};
    return [{ kind: 'call', id, tool: word(item['name']), input }];
  }
  if (type === 'custom_tool_call')
    return [{ kind: 'call', id, tool: word(item['name']), input: { patch: item['input'] } }];
  if (type === 'local_shell_call')
    return [{ kind: 'call', id, tool: 'shell', input: object(item['action']) }];
  if (!type.endsWith('_output')) return [];
  const output = typeof item['output'] === 'string' ? item['output'] : textOf(item['output']);
  const exit = /exited with code (\d+)|"exit_code":\s*(\d+)|^Exit code: (\d+)/m.exec(output);
  const code = exit?.slice(1).find(Boolean);
  return [{ kind: 'result', id, text: output, isError: code !== undefined && code !== '0' }];
}

const HARNESS =
  /^\s*<(?:local-command|command-|bash-|task-notification|teammate|system-reminder|environment_context|user_instructions)|^Caveat:|^\[Request interrupted|^This session is being continued|^# AGENTS\.md/;

function spoken(role: 'user' | 'assistant', text: string): Step[] {
  if (text.trim() === '') return [];
  if (role === 'assistant') return [{ kind: 'said', text }];
  return HARNESS.test(text) ? [] : [{ kind: 'user', text }];
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return list(content)
    .map((block) => (typeof object(block)['text'] === 'string' ? word(object(block)['text']) : ''))
    .join('\n');
}

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function parse(text: string): Json | undefined {
  try {
    return object(JSON.parse(text));
  } catch {
    return undefined; // damaged records are part of real transcripts
  }
}

/** All that a step shows, as plain texts. */
export function strings(step: Step): string[] {
  if (step.kind !== 'call') return [step.text];
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(step.input);
  return found;
}

/** A value that should be text or a number; anything else is no word. */
export function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
