import { absolute, USUAL_PLACE, type Place, type SessionWriter } from './writer.ts';

const MODEL = 'claude-sonnet-4-5';
const VERSION = '2.1.300';
const RECORD_MS = 9000;
const REFUSED =
  "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). To tell you how to proceed, the user said:\n";

type Json = Record<string, unknown>;

/** Writes records as Claude Code 2.1 does, with what only its transcripts have: a queue, refusals, a task list. */
export class ClaudeCodeWriter implements SessionWriter {
  visibleChars = 0;
  readonly sessionId: string;
  branch: string;
  cwd: string;
  /** uuid of the last record of the chain; setting it back makes the next record a fork. */
  parent: string | null = null;
  private clockMs: number;
  private contextTokens = 21_000;
  private count = 0;
  private tasks = 0;
  private readonly lines: string[] = [];

  constructor({ place = USUAL_PLACE, sessionId = '7c0e4d1a-2b58-4f0e-9a65-0d5b8c1f3e21' } = {}) {
    const { cwd, branch, startedAtMs }: Place = place;
    this.cwd = cwd;
    this.branch = branch;
    this.clockMs = startedAtMs;
    this.sessionId = sessionId;
    this.line({ type: 'permission-mode', permissionMode: 'default', sessionId });
  }

  get now(): string {
    return new Date(this.clockMs).toISOString();
  }

  /** A line that is part of no chain, word by word. */
  raw(line: string): void {
    this.lines.push(line);
  }

  record(type: string, fields: Json): string {
    this.clockMs += RECORD_MS;
    const uuid = `${this.sessionId.slice(0, 8)}-0000-4000-8000-${String(++this.count).padStart(12, '0')}`;
    this.line({
      parentUuid: this.parent,
      isSidechain: false,
      userType: 'external',
      cwd: this.cwd,
      sessionId: this.sessionId,
      version: VERSION,
      gitBranch: this.branch,
      type,
      ...fields,
      uuid,
      timestamp: this.now,
    });
    this.parent = uuid;
    return uuid;
  }

  prompt(text: string): void {
    this.user(text, text.length);
  }

  reply(text: string): void {
    this.visibleChars += text.length;
    this.assistant({ type: 'text', text });
  }

  search(pattern: string, output: string): void {
    this.use('Grep', { pattern, path: this.cwd, output_mode: 'content' }, { output });
  }

  read(path: string, content: string): void {
    const numbered = content.split('\n').map((line, index) => `${String(index + 1).padStart(6)}→${line}`);
    this.use('Read', { file_path: absolute(this.cwd, path) }, { output: numbered.join('\n') });
  }

  edit(path: string): void {
    const file_path = absolute(this.cwd, path);
    this.use(
      'Edit',
      { file_path, old_string: 'before', new_string: 'after' },
      { output: `The file ${file_path} has been updated.` },
    );
  }

  run(command: string, output: string, exitCode = 0): void {
    const isError = exitCode !== 0;
    this.use(
      'Bash',
      { command, description: 'Run it' },
      { output: isError ? `Exit code ${exitCode}\n${output}` : output, isError },
    );
  }

  endTurn(): void {
    this.record('system', { subtype: 'turn_duration', durationMs: 60_000 });
  }

  /** A tool call that the person refused, with the words of the refusal. */
  refused(name: string, input: Json, reason: string): void {
    this.use(name, input, { output: REFUSED + reason, isError: true, details: 'Error: rejected' });
  }

  /** A question of the agent and the option that the person took. */
  asked(question: string, answer: string, others: readonly string[]): void {
    const options = [answer, ...others].map((label) => ({ label, description: label }));
    this.use(
      'AskUserQuestion',
      { questions: [{ question, header: 'Choice', options, multiSelect: false }] },
      {
        output: `User has answered your questions: "${question}"="${answer}". You can now continue with the user's answers in mind.`,
        details: { questions: [], answers: { [question]: answer } },
      },
    );
  }

  /** A prompt typed while the agent worked. Older versions leave the queue's record only, newer ones an attachment too. */
  queued(text: string, how: 'operation' | 'attachment'): void {
    const shared = { sessionId: this.sessionId, timestamp: this.now };
    this.visibleChars += text.length;
    this.line({ type: 'queue-operation', operation: 'enqueue', content: text, ...shared });
    this.line({ type: 'queue-operation', operation: how === 'operation' ? 'remove' : 'dequeue', ...shared });
    if (how === 'attachment')
      this.record('attachment', {
        attachment: { type: 'queued_command', prompt: text, commandMode: 'prompt' },
      });
  }

  taskCreate(subject: string): string {
    const id = String(++this.tasks);
    this.use(
      'TaskCreate',
      { subject, description: subject, activeForm: subject },
      { output: `Task #${id} created successfully: ${subject}`, details: { task: { id, subject } } },
    );
    return id;
  }

  taskUpdate(taskId: string, change: { status?: string; subject?: string }): void {
    const output = `Updated task #${taskId} ${Object.keys(change).join(', ')}`;
    const details = { success: true, taskId, updatedFields: Object.keys(change) };
    this.use('TaskUpdate', { taskId, ...change }, { output, details });
  }

  todoWrite(todos: readonly { content: string; status: string }[]): void {
    this.use(
      'TodoWrite',
      { todos: todos.map((todo) => ({ ...todo, activeForm: todo.content })) },
      { output: 'Todos have been modified successfully.' },
    );
  }

  compacted(summary: string): void {
    const logicalParentUuid = this.parent;
    this.parent = null;
    const compactMetadata = { trigger: 'auto', preTokens: this.contextTokens };
    this.record('system', {
      subtype: 'compact_boundary',
      content: 'Conversation compacted',
      logicalParentUuid,
      compactMetadata,
    });
    this.user(
      `This session is being continued from a previous conversation that ran out of context. The summary below covers the earlier portion of the conversation.\n\nSummary:\n${summary}`,
      summary.length,
      { isCompactSummary: true, isVisibleInTranscriptOnly: true },
    );
    this.contextTokens = 40_000;
  }

  user(content: unknown, seen: number, fields: Json = {}): void {
    this.visibleChars += seen;
    this.record('user', { ...fields, message: { role: 'user', content } });
  }

  use(
    name: string,
    input: Json,
    { output, isError = false, details }: { output: string; isError?: boolean; details?: unknown },
  ): void {
    const id = `toolu_${String(this.count).padStart(6, '0')}`;
    this.visibleChars += JSON.stringify(input).length;
    this.assistant({ type: 'tool_use', id, name, input });
    const result = {
      tool_use_id: id,
      type: 'tool_result',
      content: output,
      ...(isError && { is_error: true }),
    };
    this.user([result], output.length, { toolUseResult: details ?? output });
  }

  toText(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  private assistant(block: Json): void {
    this.contextTokens = Math.min(160_000, 21_000 + Math.round(this.visibleChars / 3.5));
    const usage = {
      input_tokens: 12,
      cache_read_input_tokens: this.contextTokens - 1212,
      cache_creation_input_tokens: 1200,
      output_tokens: 310,
    };
    const message = { model: MODEL, id: `msg_${this.count}`, type: 'message', role: 'assistant' };
    this.record('assistant', { message: { ...message, content: [block], stop_reason: null, usage } });
  }

  private line(record: Json): void {
    this.lines.push(JSON.stringify(record));
  }
}
