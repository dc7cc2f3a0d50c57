import { readSync, type Stats } from 'node:fs';
import { fingerprintOfBytes } from './fingerprint.ts';

const HASHED_BYTES = 4096;

/** Tells whether a file is the one read before, and where that reading stopped. JSON. */
export interface Position {
  device: number;
  inode: number;
  /** Offset behind the last whole line that was read. */
  end: number;
  /** Hash of the first bytes that had been read, at most 4 KiB. */
  headHash: string;
  /** Hash of the last bytes that had been read: a file may be rewritten in place behind an unchanged beginning. */
  tailHash: string;
}

export function positionOf(fd: number, stats: Stats, end: number): Position {
  return { device: stats.dev, inode: stats.ino, end, ...hashes(fd, end) };
}

/** Whether reading may go on at `position.end`: same file, not shorter, same bytes at both ends of what was read. */
export function continues(position: Position, fd: number, stats: Stats): boolean {
  if (stats.dev !== position.device || stats.ino !== position.inode || stats.size < position.end)
    return false;
  const { headHash, tailHash } = hashes(fd, position.end);
  return headHash === position.headHash && tailHash === position.tailHash;
}

function hashes(fd: number, end: number): Pick<Position, 'headHash' | 'tailHash'> {
  return { headHash: hash(fd, 0, end), tailHash: hash(fd, Math.max(0, end - HASHED_BYTES), end) };
}

function hash(fd: number, from: number, end: number): string {
  const bytes = Buffer.alloc(Math.min(HASHED_BYTES, end - from));
  const length = readSync(fd, bytes, 0, bytes.length, from);
  return fingerprintOfBytes(bytes.subarray(0, length));
}
