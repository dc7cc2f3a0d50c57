import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  BootstrapManager,
  type BootstrapManagerOptions,
  type BootstrapOptions,
} from '../../src/bootstrap/bootstrap-manager.ts';
import type { BootstrapResult } from '../../src/bootstrap/result.ts';
import { RecoveryAgent, type Prepared } from '../../src/recovery/recovery-agent.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import { sourceByAgent } from '../../src/source/registry.ts';
import { homeAt, projectHome, type Home, type ProjectHome } from '../../src/store/home.ts';
import { loadKey } from '../../src/store/key.ts';
import { identifyProject } from '../../src/store/project.ts';

const FIXTURE = new URL('../fixtures/claude-code/parcel-tracker.jsonl', import.meta.url).pathname;
/** Half an hour after the last event of the fixture, and of what `transcript.ts` writes. */
export const SOON = new Date('2026-11-23T10:00:00Z');
const NONCE_BYTE = 0xab;

/** A project and a home of its own in a temporary directory; nothing of the machine's configuration reaches it. */
export interface Scene {
  /** Holds the project and the home. */
  folder: string;
  root: string;
  home: Home;
  git(...words: string[]): string;
  write(path: string, text: string): void;
  remove(path: string): void;
  commitAll(subject: string): void;
  projectHome(): ProjectHome;
  prepare(request?: { transcript?: string; directory?: string }): Promise<Prepared>;
  bootstrap(options?: BootstrapOptions, more?: Partial<BootstrapManagerOptions>): Promise<BootstrapResult>;
}

export function emptyScene(name: string = 'parcel-tracker'): Scene {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'recovery-bootstrap-')));
  const root = join(folder, name);
  mkdirSync(root, { recursive: true });
  const home = homeAt(join(folder, 'home'));
  const git = (...words: string[]): string => runGit(root, words);
  return {
    folder,
    root,
    home,
    git,
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    commitAll: (subject) => {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', subject);
    },
    projectHome: () => projectHome(home, identifyProject(root).id),
    prepare: ({ transcript = FIXTURE, directory = root } = {}) =>
      new RecoveryAgent({
        home,
        projectDirectory: directory,
        redactor: createRedactor(),
        key: loadKey(home),
      }).prepare({
        source: sourceByAgent('claude-code'),
        transcript: { path: transcript, nativeId: 'parcel-tracker' },
      }),
    bootstrap: (options = {}, more = {}) =>
      new BootstrapManager({
        projectDirectory: root,
        home,
        key: loadKey(home),
        now: SOON,
        environment: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
        nodeVersion: process.versions.node,
        randomBytes: (size) => Buffer.alloc(size, NONCE_BYTE),
        ...more,
      }).bootstrap(options),
  };
}

/** A repository with the files that the fixture's session worked on, all committed, on the branch `main`. */
export function repositoryScene(name?: string): Scene {
  const scene = emptyScene(name);
  for (const path of [
    'src/eta.ts',
    'src/cli.ts',
    'src/compat.ts',
    'src/cache/store.ts',
    'test/cache.test.ts',
    'docs/configuration.md',
  ])
    scene.write(path, `// ${path}\n`);
  scene.write('package.json', '{ "name": "parcel-tracker" }\n');
  scene.write('package-lock.json', '{ "lockfileVersion": 3 }\n');
  scene.write('.nvmrc', `${process.versions.node}\n`);
  scene.write('.gitignore', 'node_modules/\n*.local\n');
  scene.write('node_modules/.package-lock.json', '{}\n');
  scene.write('PROJECT_STATE.md', '# State\n\n- [ ] Document ETA_CACHE_TTL in docs/configuration.md\n');
  scene.git('init', '-q', '-b', 'main');
  scene.commitAll('Start');
  return scene;
}

function runGit(cwd: string, words: readonly string[]): string {
  const who = ['-c', 'user.name=A colleague', '-c', 'user.email=colleague@example.invalid'];
  return execFileSync('git', [...who, '-c', 'commit.gpgsign=false', ...words], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
}

export function kindsOf({ findings }: BootstrapResult): string[] {
  return findings.map(({ kind }) => kind);
}

/** What stands between the marks of the fence. */
export function fenced(prompt: string): string {
  const parts = /^<recovery-data ([0-9a-f]{32})>\n([\s\S]*)^<\/recovery-data \1>$/m.exec(prompt);
  if (!parts) throw new Error('the prompt has no fence');
  return parts[2] ?? '';
}

/** What stands around the fence: ours, and never a hostile session's. */
export function unfenced(prompt: string): string {
  return prompt.replace(fenced(prompt), '');
}
