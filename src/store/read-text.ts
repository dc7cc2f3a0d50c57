import { closeSync, fstatSync, readSync } from 'node:fs';
import { openRegularFile } from '../source/open.ts';

const MAX_BYTES = 1024 * 1024;
/** What we wrote ourselves is bounded; a file beyond this is not ours. */
export const MAX_STATE_BYTES = 64 * MAX_BYTES;

/**
 * The text of a small file that may come from anywhere, a cloned repository for one: a FIFO does not hang it, a device is
 * not read. Undefined when there is none, when it is no regular file, or larger than `maxBytes`, 1 MiB unless told.
 */
export function readText(path: string, { maxBytes = MAX_BYTES } = {}): string | undefined {
  let fd: number;
  try {
    ({ fd } = openRegularFile(path, { followLink: true }));
  } catch {
    return undefined; // absent is the normal case
  }
  try {
    const { size } = fstatSync(fd);
    if (size > maxBytes) return undefined;
    const buffer = Buffer.alloc(size);
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, size, 0));
  } finally {
    closeSync(fd);
  }
}
