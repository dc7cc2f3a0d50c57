import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderResult } from '../../src/bootstrap/formats.ts';
import { canonicalJson } from '../../src/manifest/canonical.ts';
import { repositoryScene, type Scene } from './scene.ts';

const NAMES = [
  'parcel tracker',
  `it's "quoted" \\ here`,
  '$(touch owned) `touch owned` ${HOME}',
  'two\nlines; touch owned\n',
  '-rf & touch owned #',
  '节-עברית-*?[a]',
];

/** None of their lines may come to stand without a comment mark. */
const HOSTILE_COMMANDS = [
  'npm test\nmake owned',
  'npm test\r\nmake owned\u2028make owned\u0085make owned\u000bmake owned',
  "node -e '\nmake owned\n'",
  'npm run \\\nmake owned # $(make owned)',
];

async function scriptOf(scene: Scene, verify: readonly string[] = []): Promise<string> {
  const { manifest } = await scene.prepare();
  manifest.bootstrap_instructions = HOSTILE_COMMANDS;
  manifest.memory_pointers = {};
  const manifestPath = join(scene.folder, 'hostile.json');
  writeFileSync(manifestPath, canonicalJson(manifest));
  const path = join(scene.folder, 'resume.sh');
  writeFileSync(path, renderResult(await scene.bootstrap({ manifestPath }), 'script', verify));
  return path;
}

/** Programs that only note that they were called, with what, and where. */
function stubs(scene: Scene): { path: string; calls: () => string[] } {
  const path = join(scene.folder, 'stubs');
  const log = join(scene.folder, 'calls');
  mkdirSync(path);
  for (const name of ['git', 'cat', 'recovery', 'touch', 'npm', 'make', 'echo']) {
    writeFileSync(join(path, name), `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> "${log}"\n`);
    chmodSync(join(path, name), 0o755);
  }
  return { path, calls: () => readFileSync(log, 'utf8').trimEnd().split('\n') };
}

describe('the script', () => {
  it.each(NAMES)(
    'goes to the project and runs nothing of the session, in a folder named %j',
    async (name) => {
      const scene = repositoryScene(name);
      const script = await scriptOf(scene);
      execFileSync('bash', ['-n', script]);
      const { path, calls } = stubs(scene);
      const before = readdirSync(scene.root);
      for (const shell of ['/bin/sh', '/bin/bash'])
        execFileSync(shell, [script], { cwd: '/', env: { PATH: path } });
      const expected = ['git status --short', 'cat PROJECT_STATE.md', 'recovery bootstrap --format prompt'];
      expect(calls()).toEqual([...expected, ...expected]);
      expect(readdirSync(scene.root)).toEqual(before);
      expect(existsSync(join(scene.root, 'owned'))).toBe(false);
    },
  );

  it('shows what the session ran behind comment marks, a line each', async () => {
    const lines = readFileSync(await scriptOf(repositoryScene()), 'utf8').split('\n');
    const shown = lines.filter((line) => line.includes('make owned'));
    expect(shown).toHaveLength(HOSTILE_COMMANDS.length);
    for (const line of shown) expect(line).toMatch(/^# \$ /);
  });

  it('runs the commands that the user allowed, before it resumes', async () => {
    const scene = repositoryScene();
    const script = await scriptOf(scene, ['npm test -- --run']);
    const { path, calls } = stubs(scene);
    execFileSync('/bin/sh', [script], { env: { PATH: path } });
    expect(calls().slice(-2)).toEqual(['npm test -- --run', 'recovery bootstrap --format prompt']);
  });
});
