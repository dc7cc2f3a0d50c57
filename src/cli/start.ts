import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { RecoveryError } from '../errors.ts';
import type { Context } from './command.ts';
import { keepCompiledCode } from './compiled-code.ts';
import { run } from './run.ts';

/** Runs the process's own command line. */
export async function start(): Promise<void> {
  const context: Context = {
    get cwd() {
      return currentDirectory();
    },
    environment: process.env,
    now: () => new Date(),
    print: (text) => write(1, text),
    note: (text) => write(2, text),
    draw: (text) => write(2, text),
    // Asked by few commands, and the module that knows costs 1.4 ms.
    get stdinIsTerminal() {
      return isatty(0);
    },
    get stdoutIsTerminal() {
      return isatty(1);
    },
    get stderrIsTerminal() {
      return isatty(2);
    },
  };
  keepCompiledCode(context.environment);
  process.exitCode = await run(process.argv.slice(2), context);
}

/** Asked for only by what works on it: help can be had anywhere. */
function currentDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new RecoveryError('usage', 'The current directory does not exist any more.', {
      hint: 'Change to one that exists: `cd` to the project again.',
      cause,
    });
  }
}

/** Writes at once: `process.stdout` costs 4 ms at start-up. A reader that left (`| head`) is no error. */
function write(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EAGAIN') continue; // a full pipe of a slow reader
      if (code === 'EPIPE' || fd === 2) return; // nobody is left to tell
      throw new RecoveryError('usage', `Cannot write to standard output: ${String(code)}.`, {
        hint: 'Check the file or device that it is sent to.',
        cause: error,
      });
    }
  }
}
