import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { RecoveryError } from '../errors.ts';

/** Directories of the home are for the user alone. */
export function makePrivateDirectory(path: string): void {
  try {
    makeFolders(path);
  } catch (cause) {
    throw unusable(path, cause);
  }
}

/** Not `recursive: true`: where a folder is there and nothing can be made in it (`/proc`), Node 24 tries for ever. */
function makeFolders(path: string): void {
  if (isDirectory(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolders(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!isDirectory(path)) throw error; // otherwise another process was first
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

let sequence = 0;

/**
 * Writes a file so that every reader, and every later boot, finds the old content or the new one whole: a temporary
 * file in the same directory is written and synced, renamed over the old one, and the directory is synced.
 * `durable: false` leaves out the syncs, for what can be made again.
 */
export function writeFileAtomic(
  path: string,
  data: string | Buffer,
  options: { durable?: boolean } = {},
): void {
  const { durable = true } = options;
  const temporary = draft(path, data, { durable });
  try {
    renameSync(temporary, path);
    if (durable) syncDirectory(dirname(path));
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw unusable(path, cause);
  }
}

/** Like `writeFileAtomic`, but never replaces: of all that create the same file at once only one does, and is told `true`. */
export function createFileAtomic(path: string, data: string): boolean {
  const temporary = draft(path, data, { durable: true });
  try {
    linkSync(temporary, path);
    syncDirectory(dirname(path));
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw unusable(path, cause);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** A whole file under another name beside `path`. `sweepTemporaries` knows these names. */
function draft(path: string, data: string | Buffer, { durable }: { durable: boolean }): string {
  const folder = dirname(path);
  makePrivateDirectory(folder);
  const temporary = join(folder, `.${process.pid}-${Date.now()}-${sequence++}.tmp`);
  try {
    const fd = openSync(temporary, 'wx', 0o600);
    try {
      writeAll(fd, typeof data === 'string' ? Buffer.from(data) : data);
      if (durable) fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    return temporary;
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw unusable(path, cause);
  }
}

function writeAll(fd: number, data: Buffer): void {
  for (let done = 0; done < data.length;) done += writeSync(fd, data, done);
}

/** Directories cannot be opened or synced on Windows and some network file systems; the rename stands there as it is. */
function syncDirectory(folder: string): void {
  let fd: number;
  try {
    fd = openSync(folder, 'r');
  } catch (cause) {
    if (process.platform === 'win32') return;
    throw cause;
  }
  try {
    fsyncSync(fd);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && (cause.code === 'EINVAL' || cause.code === 'EPERM')))
      throw cause;
  } finally {
    closeSync(fd);
  }
}

function unusable(path: string, cause: unknown): RecoveryError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new RecoveryError('home-unusable', `Cannot write ${path}: ${code}.`, {
    hint: 'Check space and permissions there, or set RECOVERY_HOME to a directory that you can write.',
    cause,
  });
}
