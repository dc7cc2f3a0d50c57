import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readInside } from '../store/read-inside.ts';
import type { FileStamp, RepositoryState } from './repository-state.ts';

const LOCK_FILES = (
  'package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock Cargo.lock go.sum ' +
  'poetry.lock uv.lock Pipfile.lock pdm.lock Gemfile.lock composer.lock mix.lock pubspec.lock flake.lock ' +
  'gradle.lockfile packages.lock.json Package.resolved Podfile.lock'
).split(' ');

const RUNTIME_FILES =
  '.nvmrc .node-version .tool-versions .python-version .ruby-version rust-toolchain rust-toolchain.toml'.split(
    ' ',
  );

const STATE_FILES =
  'PROJECT_STATE.md project_state.md docs/PROJECT_STATE.md .planning/STATE.md STATE.md TASKS.md TODO.md PLAN.md'.split(
    ' ',
  );

const MAX_RUNTIME_CHARS = 200;
/** What asks for versions: names, numbers, ranges. Other text is none of ours. */
const VERSIONS = /^[\w\s.,:;*^~<>=|"'/+[\]#@()-]{1,2000}$/;

/** What the files alone tell of a work tree, git or not: the same reading at `prepare` and at `bootstrap`. */
export type WorkTreeState = Pick<RepositoryState, 'files' | 'lockFiles' | 'runtime' | 'stateFile'>;

/** Stamps `files` (paths relative to `root`), and the lock, runtime and state files that the root has. */
export function readWorkTree(root: string, files: readonly string[]): WorkTreeState {
  const stateFile = STATE_FILES.find((name) => stampOf(root, name));
  return {
    files: stamps(root, stateFile === undefined ? files : [...files, stateFile]),
    lockFiles: stamps(root, LOCK_FILES),
    runtime: readRuntime(root),
    stateFile,
  };
}

function stamps(root: string, paths: readonly string[]): Record<string, FileStamp> {
  // Own keys only: a file may be called `__proto__`.
  return Object.fromEntries(
    paths.flatMap((path) => {
      const stamp = stampOf(root, path);
      return stamp ? [[path, stamp]] : [];
    }),
  );
}

function stampOf(root: string, path: string): FileStamp | undefined {
  if (path.includes('\0')) return undefined;
  try {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    return stats?.isFile() ? { sizeBytes: stats.size, modifiedMs: Math.trunc(stats.mtimeMs) } : undefined;
  } catch {
    return undefined; // no permission, a name too long, a loop of links: nothing to stamp
  }
}

function readRuntime(root: string): Record<string, string> {
  const runtime: Record<string, string> = {};
  for (const name of RUNTIME_FILES) {
    const text = readInside(root, name)?.trim();
    if (text && VERSIONS.test(text)) runtime[name] = text.slice(0, MAX_RUNTIME_CHARS);
  }
  const node = nodeEngine(readInside(root, 'package.json') ?? '');
  if (node !== undefined && VERSIONS.test(node))
    runtime['package.json engines.node'] = node.slice(0, MAX_RUNTIME_CHARS);
  const go = /^go (\d[\d.]*)\s*$/m.exec(readInside(root, 'go.mod') ?? '')?.[1];
  if (go !== undefined) runtime['go.mod'] = go;
  return runtime;
}

/** `engines.node` by a pattern: a work in progress may be no valid JSON. */
function nodeEngine(packageJson: string): string | undefined {
  return /"engines"\s*:\s*\{[^}]*?"node"\s*:\s*"([^"\\]+)"/.exec(packageJson)?.[1];
}
