import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RepositoryState } from '../evidence/repository-state.ts';
import { checkPorts, localPorts } from './ports.ts';
import type { LiveState } from './validation.ts';

/** What is running and installed now: ports that the session named, node_modules, the version of Node. */
export async function readLiveState(request: {
  state: RepositoryState;
  /** References of the session; only addresses of this machine count. */
  references: readonly string[];
  /** Version of the Node that runs, `24.21.0`. */
  nodeVersion: string;
}): Promise<LiveState> {
  const { state, references, nodeVersion } = request;
  return {
    ports: await checkPorts(localPorts(references)),
    modulesMissing:
      state.lockFiles['package-lock.json'] !== undefined && !existsSync(join(state.root, 'node_modules')),
    runtimeMismatch: runtimeMismatch(state.runtime, nodeVersion),
  };
}

/** By the major version only; names like `lts/*` and ranges ask for nothing that could be compared. */
function runtimeMismatch(runtime: RepositoryState['runtime'], nodeVersion: string): string | undefined {
  const [major] = nodeVersion.split('.', 1);
  for (const name of ['.nvmrc', '.node-version', '.tool-versions']) {
    const pattern = name === '.tool-versions' ? /^node(?:js)?\s+v?(\d+)/m : /^v?(\d+)/;
    const wanted = pattern.exec(runtime[name] ?? '')?.[1];
    if (wanted !== undefined && wanted !== major)
      return `${name} asks for Node ${wanted}, this is ${nodeVersion}`;
  }
  return undefined;
}
