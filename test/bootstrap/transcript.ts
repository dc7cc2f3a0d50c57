import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from './scene.ts';

const STARTED = Date.parse('2026-11-23T09:00:00Z');
const STEP_MS = 10_000;

/** Writes a small session of Claude Code, record by record. */
export class Transcript {
  readonly #lines: string[] = [];
  readonly #cwd: string;
  readonly #sessionId: string;

  constructor(cwd: string, sessionId: string = '5b1e0c52-9d1f-4c3a-8f57-2f6f0f3f7a11') {
    this.#cwd = cwd;
    this.#sessionId = sessionId;
  }

  prompt(text: string): this {
    return this.#record('user', { message: { role: 'user', content: text } });
  }

  reply(text: string): this {
    return this.#answer({ type: 'text', text });
  }

  edit(path: string): this {
    const input = { file_path: join(this.#cwd, path), old_string: 'a', new_string: 'b' };
    return this.#call('Edit', input, 'The file has been updated.');
  }

  command(command: string, output: string): this {
    return this.#call('Bash', { command, description: 'Run it' }, output);
  }

  todos(...tasks: string[]): this {
    const todos = tasks.map((content) => ({ content, status: 'pending', activeForm: content }));
    return this.#call('TodoWrite', { todos }, 'Todos have been modified successfully.');
  }

  writeTo(scene: Scene, name: string = 'session.jsonl'): string {
    const path = join(scene.folder, name);
    writeFileSync(path, this.#lines.join(''));
    return path;
  }

  #call(name: string, input: object, output: string): this {
    const id = `toolu_${this.#lines.length}`;
    this.#answer({ type: 'tool_use', id, name, input });
    const content = [{ tool_use_id: id, type: 'tool_result', content: output }];
    return this.#record('user', { message: { role: 'user', content }, toolUseResult: output });
  }

  #answer(block: object): this {
    const usage = { input_tokens: 10, cache_read_input_tokens: 40_000, output_tokens: 50 };
    const id = `msg-${this.#lines.length}`;
    const message = { model: 'claude-sonnet-4-5', id, type: 'message', role: 'assistant', content: [block] };
    return this.#record('assistant', { message: { ...message, stop_reason: null, usage }, requestId: id });
  }

  #record(type: string, fields: object): this {
    const count = this.#lines.length;
    const identity = {
      parentUuid: count === 0 ? null : `record-${count - 1}`,
      uuid: `record-${count}`,
      isSidechain: false,
      userType: 'external',
      cwd: this.#cwd,
      sessionId: this.#sessionId,
      version: '2.1.300',
      timestamp: new Date(STARTED + count * STEP_MS).toISOString(),
    };
    this.#lines.push(`${JSON.stringify({ ...identity, type, ...fields })}\n`);
    return this;
  }
}
