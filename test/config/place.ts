import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '../../src/config/load.ts';
import type { Settings } from '../../src/config/settings.ts';
import { projectFiles, saveApprovals } from '../../src/config/trust.ts';
import { homeAt, type Home } from '../../src/store/home.ts';

/** A home and a project in which files can be put. */
export interface Place {
  root: string;
  home: Home;
  project: string;
  put: (file: 'home file' | 'project file' | '.env', text: string) => void;
  approve: () => void;
  load: (given?: { environment?: Record<string, string>; flags?: Partial<Settings> }) => Promise<Config>;
}

export function place(): Place {
  const root = mkdtempSync(join(tmpdir(), 'recovery-config-'));
  const home = homeAt(join(root, 'state'));
  const project = join(root, 'project');
  for (const folder of [home.root, project]) mkdirSync(folder);
  const files = {
    'home file': home.configFile,
    'project file': join(project, 'recovery.config.yaml'),
    '.env': join(project, '.env'),
  };
  return {
    root,
    home,
    project,
    put: (file, text) => writeFileSync(files[file], text),
    approve: () => saveApprovals(home, project, projectFiles(home, project)),
    load: ({ environment = {}, flags = {} } = {}) =>
      loadConfig({
        environment: { HOME: root, RECOVERY_HOME: home.root, ...environment },
        projectDirectory: project,
        flags,
      }),
  };
}
