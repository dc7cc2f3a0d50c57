import { closeSync, fstatSync, readSync } from 'node:fs';
import { openRegularFile } from '../source/open.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * The text of a small file that may come from anywhere, a cloned repository for one: a FIFO does not hang it, a device is
 * not read. Undefined when there is none, when it is no regular file, or larger than 1 MiB.
 */
export function readText(path: string): string | undefined {
  let fd: number;
  try {
    ({ fd } = openRegularFile(path, { followLink: true }));
  } catch {
    return undefined; // absent is the normal case
  }
  try {
    const { size } = fstatSync(fd);
    if (size > MAX_BYTES) return undefined;
    const buffer = Buffer.alloc(size);
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, size, 0));
  } finally {
    closeSync(fd);
  }
}
