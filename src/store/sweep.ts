import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Removes temporary files that killed processes left in a directory of the home; `writeFileAtomic` names them by its process. */
export function sweepTemporaries(folder: string): void {
  for (const name of readdirSync(folder)) {
    const writer = /^\.(\d+)-.*\.tmp$/.exec(name)?.[1];
    if (writer !== undefined && !isAlive(Number(writer))) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'; // alive, and somebody else's
  }
}
