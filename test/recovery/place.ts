import { mkdirSync, mkdtempSync, readFileSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecoveryAgent } from '../../src/recovery/recovery-agent.ts';
import type { Place } from '../../src/recovery/select-session.ts';
import { updateFacts, type UpdatedFacts } from '../../src/recovery/update-facts.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import { sourceByAgent } from '../../src/source/registry.ts';
import { homeAt, projectHome, type Home, type ProjectHome } from '../../src/store/home.ts';
import { identifyProject } from '../../src/store/project.ts';
import { loadKey } from '../../src/store/key.ts';

/** The bundled session, line by line. */
export const PARCEL_LINES: readonly string[] = readFileSync(
  new URL('../fixtures/claude-code/parcel-tracker.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n');

export interface Scene {
  /** A project without git, and where the user keeps sessions and state. */
  directory: string;
  place: Place;
  home: Home;
  projectHome: ProjectHome;
  agent: RecoveryAgent;
  /** Writes a Claude Code transcript of this project, `minutesAgo` by its modification time. */
  write: (name: string, lines: readonly string[], minutesAgo?: number) => string;
  update: (path: string) => UpdatedFacts;
}

export function scene(): Scene {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'recovery-agent-')));
  const directory = join(root, 'app');
  const sessions = join(root, '.claude', 'projects', directory.replace(/[^A-Za-z0-9]/g, '-'));
  for (const folder of [directory, sessions]) mkdirSync(folder, { recursive: true });
  const home = homeAt(join(root, 'state'));
  const project = identifyProject(directory);
  const inHome = projectHome(home, project.id);
  const redactor = createRedactor();
  return {
    directory,
    place: { project, directory, homeDirectory: root, environment: {}, agents: [] },
    home,
    projectHome: inHome,
    agent: new RecoveryAgent({ home, projectDirectory: directory, redactor, key: loadKey(home) }),
    write: (name, lines, minutesAgo = 0) => {
      const path = join(sessions, `${name}.jsonl`);
      writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
      const at = new Date(Date.UTC(2026, 10, 23, 10) - minutesAgo * 60_000);
      utimesSync(path, at, at);
      return path;
    },
    update: (path) =>
      updateFacts({
        home: inHome,
        source: sourceByAgent('claude-code'),
        transcript: { path, nativeId: 's' },
        redactor,
      }),
  };
}
