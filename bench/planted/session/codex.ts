import { absolute, USUAL_PLACE, type SessionWriter } from './writer.ts';

const RECORD_MS = 9000;

/** Writes records as Codex CLI 0.150 does. */
export class CodexWriter implements SessionWriter {
  visibleChars = 0;
  private clockMs = USUAL_PLACE.startedAtMs;
  private calls = 0;
  private totalTokens = 0;
  private readonly lines: string[] = [];

  constructor() {
    this.record('session_meta', {
      id: '01991c40-7f00-7a31-8c55-2b9d64e01f8a',
      timestamp: new Date(this.clockMs).toISOString(),
      cwd: USUAL_PLACE.cwd,
      originator: 'codex_cli_rs',
      cli_version: '0.150.0',
      source: 'cli',
      git: { branch: USUAL_PLACE.branch, commit_hash: 'c4d1e09ab7735f28816f0d3e5a4b9c8d7e6f5a4b' },
    });
    this.record('turn_context', { cwd: USUAL_PLACE.cwd, model: 'gpt-5.5', approval_policy: 'on-request' });
  }

  prompt(text: string): void {
    this.visibleChars += text.length;
    this.event('task_started', { model_context_window: 258_400 });
    this.item({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] });
    this.event('user_message', { message: text });
  }

  reply(text: string): void {
    this.visibleChars += text.length;
    this.item({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] });
    this.usage();
  }

  search(pattern: string, output: string): void {
    this.run(`rg -n ${JSON.stringify(pattern)} .`, output);
  }

  read(path: string, content: string): void {
    this.run(`sed -n 1,200p ${path}`, content);
  }

  edit(path: string): void {
    const call_id = this.callId();
    const input = `*** Begin Patch\n*** Update File: ${absolute(USUAL_PLACE.cwd, path)}\n@@\n-before\n+after\n*** End Patch`;
    this.visibleChars += input.length;
    this.item({ type: 'custom_tool_call', call_id, name: 'apply_patch', input });
    const output = 'Exit code: 0\nWall time: 0.1 seconds\nOutput:\nSuccess. Updated the following files:';
    this.item({ type: 'custom_tool_call_output', call_id, output });
    this.usage();
  }

  run(cmd: string, output: string, exitCode = 0): void {
    const call_id = this.callId();
    this.visibleChars += cmd.length + output.length;
    this.item({ type: 'function_call', call_id, name: 'exec_command', arguments: JSON.stringify({ cmd }) });
    this.item({
      type: 'function_call_output',
      call_id,
      output: `Chunk ID: 1\nWall time: 0.8 seconds\nProcess exited with code ${exitCode}\nOutput:\n${output}`,
    });
    this.usage();
  }

  endTurn(): void {
    this.event('task_complete', {});
  }

  toText(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  private callId(): string {
    return `call_${String(++this.calls).padStart(5, '0')}`;
  }

  private usage(): void {
    const total_tokens = 14_000 + Math.round(this.visibleChars / 3.5);
    this.totalTokens += total_tokens;
    this.event('token_count', {
      info: {
        total_token_usage: { total_tokens: this.totalTokens },
        last_token_usage: { input_tokens: total_tokens - 260, output_tokens: 260, total_tokens },
        model_context_window: 258_400,
      },
    });
  }

  private item(payload: object): void {
    this.record('response_item', payload);
  }

  private event(type: string, fields: object): void {
    this.record('event_msg', { type, ...fields });
  }

  private record(type: string, payload: object): void {
    this.clockMs += RECORD_MS;
    this.lines.push(JSON.stringify({ timestamp: new Date(this.clockMs).toISOString(), type, payload }));
  }
}
