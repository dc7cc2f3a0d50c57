import { existsSync } from 'node:fs';
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
  if (root !== undefined && existsSync(root)) enableCompileCache(join(root, 'cache'));
}
