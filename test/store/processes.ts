import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const scratch = (): string => mkdtempSync(join(tmpdir(), 'recovery-store-'));

const SOURCE = new URL('../../src/', import.meta.url).href;

/**
 * Starts a process of its own that runs `code`, an ES module. In it `use('store/key.ts')` imports from the source and
 * `words` are the arguments.
 */
export function start(code: string, words: readonly string[] = []): ChildProcess {
  const prelude = `const use = (path) => import(${JSON.stringify(SOURCE)} + path); const words = process.argv.slice(1);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', `${prelude}\n${code}`, '--', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** What a process printed; rejects when it failed. */
export function printed(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`exited with ${code}: ${output}`));
    });
  });
}

/** Kills it with SIGKILL and waits for its end. */
export function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** Starts the same code so many times at once. */
export function startMany(count: number, code: string, words: readonly string[]): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => printed(start(code, [...words, String(index)]))),
  );
}

export function temporaries(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
}
