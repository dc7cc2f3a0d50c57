import { isAbsolute, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the user's own state lies; undefined when `RECOVERY_HOME`, or the home directory in its place, is no absolute path. */
export function homeRoot(environment: Environment, homeDirectory: string): string | undefined {
  const named = environment['RECOVERY_HOME'];
  return absolute(named || defaultRoot(environment, homeDirectory));
}

function defaultRoot(environment: Environment, homeDirectory: string): string {
  if (process.platform === 'darwin') return join(homeDirectory, 'Library', 'Application Support', 'recovery');
  if (process.platform === 'win32') {
    return join(absolute(environment['LOCALAPPDATA']) ?? join(homeDirectory, 'AppData', 'Local'), 'recovery');
  }
  return join(absolute(environment['XDG_STATE_HOME']) ?? join(homeDirectory, '.local', 'state'), 'recovery');
}

/** The XDG specification has relative paths ignored; any would put the state into whatever project is worked on. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
