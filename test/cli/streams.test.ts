/** Standard input and output that are cut off, full or odd, and a directory that is gone: in a process of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PARCEL_TRACKER } from './newcomer.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

interface Machine {
  root: string;
  temporary: string;
  environment: Record<string, string | undefined>;
  run: (
    words: string[],
    stdio?: Parameters<typeof spawnSync>[2],
  ) => { status: number | null; out: string; err: string };
}

function machine(): Machine {
  const root = mkdtempSync(join(tmpdir(), 'recovery-streams-'));
  const temporary = join(root, 'tmp');
  mkdirSync(temporary);
  const environment = {
    PATH: process.env['PATH'],
    HOME: root,
    RECOVERY_HOME: join(root, 'state'),
    TMPDIR: temporary,
  };
  return {
    root,
    temporary,
    environment,
    run: (words, options) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
        cwd: root,
        env: environment,
        encoding: 'utf8',
        ...options,
      });
      return { status, out: String(stdout), err: String(stderr) };
    },
  };
}

describe('a transcript from standard input', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('is left nowhere after %s', async (signal) => {
    const { temporary, root, environment } = machine();
    const child = spawn(process.execPath, [MAIN, 'prepare', '--transcript', '-'], {
      cwd: root,
      env: environment,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
    child.stdin.on('error', () => child.stdin.destroy()); // it is killed while we write
    child.stdin.write(readFileSync(PARCEL_TRACKER));
    await setTimeout(1200);
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('is read anew each time, also when another one came before', () => {
    const { run, root } = machine();
    const lines = readFileSync(PARCEL_TRACKER, 'utf8').split('\n');
    const read = (count: number): unknown => {
      const input = `${lines.slice(0, count).join('\n')}\n`;
      const { status, out } = run(['prepare', '--transcript', '-', '--json'], { input });
      return [status, (JSON.parse(out) as { coverage: { lines: number } }).coverage.lines];
    };
    expect([read(110), read(60), read(110)]).toEqual([
      [0, 110],
      [0, 60],
      [0, 110],
    ]);
    const promptOf = (count: number): string =>
      run(['bootstrap', '--transcript', '-'], { input: `${lines.slice(0, count).join('\n')}\n` }).out;
    expect(promptOf(60)).not.toBe(promptOf(110));
    expect(promptOf(110)).not.toContain('/dev/fd');
    expect(run(['prepare', '--transcript', '-'], { input: '' }).err).toContain('/dev/stdin is empty');
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
  });

  it('that is a directory is told as what it is', () => {
    const { run, root } = machine();
    const fd = openSync(root, 'r');
    const { status, err } = run(['prepare', '--transcript', '-'], { stdio: [fd, 'pipe', 'pipe'] });
    closeSync(fd);
    expect([status, err]).toEqual([
      2,
      expect.stringContaining('Cannot read a transcript from standard input: EISDIR'),
    ]);
  });

  it('needs a directory for temporary files', () => {
    const { run, environment } = machine();
    const env = { ...environment, TMPDIR: '/nowhere' };
    const { status, err } = run(['prepare', '--transcript', '-'], { input: 'x', env });
    expect([status, err]).toEqual([
      2,
      expect.stringContaining('Cannot make a temporary file in /nowhere: ENOENT'),
    ]);
    expect(err).not.toContain('mistake in recovery');
  });
});

describe('standard output', () => {
  it.each([['where'], ['where', '--json'], ['nonsense', '--json'], ['--help']])(
    'that is full is an error, told on standard error: %j %j',
    (...words) => {
      const { run } = machine();
      const fd = openSync('/dev/full', 'w');
      const { status, err } = run(words, { stdio: ['ignore', fd, 'pipe'] });
      closeSync(fd);
      expect(status).toBe(2);
      expect(err).toMatch(/^recovery: Cannot write to standard output: ENOSPC\.\n {2}Check [^\n]*\n$/);
    },
  );
});

describe('a current directory that was deleted', () => {
  it('is an error of use, and help is still given', () => {
    const { root, environment } = machine();
    const typed = (words: string): ReturnType<typeof spawnSync> =>
      spawnSync(
        'sh',
        ['-c', `mkdir gone && cd gone && rmdir ../gone && '${process.execPath}' '${MAIN}' ${words}`],
        { cwd: root, env: environment, encoding: 'utf8' },
      );
    const { status, stderr } = typed('where');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^recovery: The current directory does not exist any more\.\n {2}[^\n]*\n$/);
    expect(typed('--help').status).toBe(0);
  });
});
