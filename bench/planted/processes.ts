import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Command, Directories } from './outcome.ts';

/** A process of the command, whose file is `main`. The caller can kill it or run others beside it. */
export function start(main: string, words: readonly string[], { home, cwd }: Directories): ChildProcess {
  return spawn(process.execPath, [main, ...words], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      RECOVERY_HOME: `${home}/recovery`,
      GIT_CONFIG_GLOBAL: '/dev/null',
    },
  });
}

/** Its exit code; undefined when a signal ended it. */
export async function ended(child: ChildProcess): Promise<number | undefined> {
  child.stdout?.resume();
  child.stderr?.resume();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? undefined;
}

/** Runs the command in processes of its own, as a user does. */
export function inProcesses(main: string): Command {
  return async (words, place) => {
    const started = performance.now();
    const child = start(main, words, place);
    const closed = once(child, 'close');
    const read = async (stream: ChildProcess['stdout']): Promise<string> => (stream ? text(stream) : '');
    const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
    await closed;
    return { status: child.exitCode, stdout, stderr, ms: performance.now() - started };
  };
}
