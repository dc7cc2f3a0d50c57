import { existsSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { homeRoot, type Environment } from '../config/home-root.ts';

/**
 * Lets Node keep the compiled code of the commands in the home, once there is one: a sixth of the time of `status`. Must
 * be called before they are loaded. What cannot be kept is compiled anew; nothing fails.
 */
export function keepCompiledCode(environment: Environment): void {
  const root = homeRoot(environment, environment['HOME'] || homedir());
  if (root === undefined || !existsSync(root)) return;
  const folder = join(root, 'cache');
  if (!existsSync(folder)) {
    try {
      mkdirSync(folder, { mode: 0o700 }); // Node would make it for everybody, and run what it finds there
    } catch {
      return; // cannot be written, or another process is just making it
    }
  }
  enableCompileCache(folder);
}
