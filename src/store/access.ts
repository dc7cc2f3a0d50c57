import type { Stats } from 'node:fs';

/** Whether users beside the owner can change a file or put others into a directory. Windows has no such modes. */
export function isOpenToOthers({ mode }: Pick<Stats, 'mode'>): boolean {
  return process.platform !== 'win32' && (mode & 0o022) !== 0;
}
