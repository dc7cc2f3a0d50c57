import { USUAL_PLACE, type SessionWriter } from './writer.ts';

const RECORD_MS = 9000;

/** Writes entries as pi does, in format 3. */
export class PiWriter implements SessionWriter {
  visibleChars = 0;
  private clockMs = USUAL_PLACE.startedAtMs;
  private count = 0;
  private parentId: string | null = null;
  private readonly lines: string[] = [];

  constructor() {
    const header = { id: '01998e02-11c4-7d90-9a3e-6f00b7c2d451', timestamp: this.now, cwd: USUAL_PLACE.cwd };
    this.lines.push(JSON.stringify({ type: 'session', version: 3, ...header }));
    this.entry('model_change', { provider: 'local', modelId: 'qwen3-coder' });
  }

  prompt(text: string): void {
    this.visibleChars += text.length;
    this.entry('message', { message: { role: 'user', content: [{ type: 'text', text }] } });
  }

  reply(text: string): void {
    this.visibleChars += text.length;
    this.assistant([{ type: 'text', text }], 'stop');
  }

  search(pattern: string, output: string): void {
    this.use('grep', { pattern, path: '.' }, { output });
  }

  read(path: string, content: string): void {
    this.use('read', { path }, { output: content });
  }

  edit(path: string): void {
    this.use('edit', { path, edits: [] }, { output: `Successfully replaced 1 block in ${path}` });
  }

  run(command: string, output: string, exitCode = 0): void {
    const isError = exitCode !== 0;
    const shown = isError ? `${output}\n\nCommand exited with code ${exitCode}` : output;
    this.use('bash', { command }, { output: shown, isError });
  }

  endTurn(): void {
    // The next entry of the person tells that a turn ended.
  }

  toText(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  private use(
    name: string,
    input: object,
    { output, isError = false }: { output: string; isError?: boolean },
  ): void {
    const id = `call_${this.count}`;
    this.visibleChars += JSON.stringify(input).length + output.length;
    this.assistant([{ type: 'toolCall', id, name, arguments: input }], 'toolUse');
    const content = [{ type: 'text', text: output }];
    this.entry('message', {
      message: { role: 'toolResult', toolCallId: id, toolName: name, content, isError },
    });
  }

  private assistant(content: readonly object[], stopReason: 'stop' | 'toolUse'): void {
    const totalTokens = 9000 + Math.round(this.visibleChars / 3.5);
    const usage = { input: 40, output: 180, cacheRead: totalTokens - 220, cacheWrite: 0, totalTokens };
    this.entry('message', {
      message: { role: 'assistant', content, model: 'qwen3-coder', provider: 'local', stopReason, usage },
    });
  }

  private get now(): string {
    return new Date(this.clockMs).toISOString();
  }

  private entry(type: string, fields: object): void {
    this.clockMs += RECORD_MS;
    const id = `b1d${String(++this.count).padStart(5, '0')}`;
    this.lines.push(JSON.stringify({ type, id, parentId: this.parentId, timestamp: this.now, ...fields }));
    this.parentId = id;
  }
}
