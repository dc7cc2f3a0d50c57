import { chmodSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { homeRoot, type Environment } from '../config/home-root.ts';
import { isOpenToOthers } from '../store/access.ts';

/**
 * Lets Node keep the compiled code of the commands in the home, once there is one: a sixth of the time of `status`. Must
 * be called before they are loaded. What cannot be kept is compiled anew; nothing fails.
 */
export function keepCompiledCode(environment: Environment): void {
  const root = homeRoot(environment, environment['HOME'] || homedir());
  if (root === undefined || !isOurs(root)) return;
  const folder = join(root, 'cache');
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) {
    try {
      mkdirSync(folder, { mode: 0o700 }); // Node would make it for everybody, and run what it finds there
      chmodSync(folder, 0o700); // a umask may have taken our own rights
    } catch {
      return; // cannot be written, or another process is just making it
    }
  }
  if (isOurs(folder)) enableCompileCache(folder);
}

/** Whether only we can put code there, which would be run. */
function isOurs(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats?.isDirectory() || isOpenToOthers(stats)) return false;
  return process.getuid === undefined || stats.uid === process.getuid();
}
