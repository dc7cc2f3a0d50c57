import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import { RecoveryError } from '../errors.ts';

export interface OpenFile {
  fd: number;
  stats: Stats;
}

/**
 * Opens a file that somebody else writes, without trusting what it is: a FIFO must not hang, a device must not
 * be read for ever, a directory must not be a riddle. `followLink` only for a path that the user named.
 */
export function openRegularFile(path: string, options: { followLink: boolean }): OpenFile {
  let fd: number;
  try {
    const noLink = options.followLink ? 0 : constants.O_NOFOLLOW;
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | noLink);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  const stats = fstatSync(fd);
  if (stats.isFile()) return { fd, stats };
  closeSync(fd);
  const what = stats.isDirectory() ? 'a directory' : 'not a regular file';
  throw new RecoveryError('transcript-unreadable', `Cannot read ${path}: it is ${what}.`, {
    hint: 'Name a transcript file; `recovery sessions` lists those found here.',
  });
}

/** Whether a path names another file in every process, as that of a pipe does. */
export function isPassingPath(path: string): boolean {
  return /^\/(?:dev|proc)\//.test(path);
}

/** How a transcript is called in what people read. */
export function transcriptName(path: string): string {
  return isPassingPath(path) ? '/dev/stdin' : path;
}

const REASONS: Record<string, string> = {
  ENOENT: 'it does not exist',
  EACCES: 'you have no permission to read it',
  EPERM: 'you have no permission to read it',
  ELOOP: 'it is a symbolic link, which is not followed here',
  ENXIO: 'it is not a regular file',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is not a directory',
  ENAMETOOLONG: 'its name is too long',
};

function unreadable(path: string, cause: unknown): RecoveryError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  return new RecoveryError('transcript-unreadable', `Cannot read ${path}: ${REASONS[code] ?? code}.`, {
    hint: 'Name a transcript file that you can read; `recovery sessions` lists those found here.',
    cause,
  });
}
