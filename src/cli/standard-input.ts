import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecoveryError } from '../errors.ts';

const CHUNK_BYTES = 1024 * 1024;
const WAIT_MS = 10;

/**
 * Copies standard input to a file, which can be read more than once, and returns a path to it. The file has lost its name
 * before anything is written, so that nothing stays behind however this process ends. Throws `usage`.
 */
export function standardInputCopy(): string {
  const { fd, path } = namelessFile();
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES);
    for (let read = readInput(buffer); read > 0; read = readInput(buffer))
      for (let done = 0; done < read;) done += writeSync(fd, buffer, done, read - done);
  } catch (cause) {
    closeSync(fd);
    if (cause instanceof RecoveryError) throw cause;
    throw new RecoveryError(
      'usage',
      `Cannot keep a copy of standard input in ${tmpdir()}: ${codeOf(cause)}.`,
      {
        hint: 'Set TMPDIR to a directory with room for it, or name a file with --transcript FILE.',
        cause,
      },
    );
  }
  return path;
}

/** Stays open, and reachable through its number, as long as this process lives. */
function namelessFile(): { fd: number; path: string } {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'recovery-'));
    const name = join(folder, 'stdin');
    const fd = openSync(name, 'wx+', 0o600);
    const path = `/dev/fd/${fd}`;
    if (!existsSync(path)) {
      // Windows, or no /proc: the file keeps its name until we end.
      const kept = folder;
      process.once('exit', () => rmSync(kept, { recursive: true, force: true }));
      return { fd, path: name };
    }
    rmSync(folder, { recursive: true });
    return { fd, path };
  } catch (cause) {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    throw new RecoveryError('usage', `Cannot make a temporary file in ${tmpdir()}: ${codeOf(cause)}.`, {
      hint: 'Set TMPDIR to a directory that you can write, or name a file with --transcript FILE.',
      cause,
    });
  }
}

/** Bytes read; 0 at the end. */
function readInput(buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(0, buffer, 0, buffer.length, null);
    } catch (cause) {
      const code = codeOf(cause);
      if (code === 'EOF') return 0; // how Windows ends a pipe
      if (code !== 'EAGAIN') {
        throw new RecoveryError('usage', `Cannot read a transcript from standard input: ${code}.`, {
          hint: 'Pipe a transcript into it, or name a file with --transcript FILE.',
          cause,
        });
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS); // a slow writer
    }
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
}
