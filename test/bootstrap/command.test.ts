import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { repositoryScene, SOON, type Scene } from './scene.ts';
import { Transcript } from './transcript.ts';

/** Types a command in the project of a scene, as a user whose programs lie in `path`. */
async function type(
  scene: Scene,
  words: string[],
  path = process.env['PATH'],
): Promise<{ exitCode: number; out: string }> {
  let out = '';
  const add = (text: string): void => {
    out += text;
  };
  const exitCode = await run(words, {
    cwd: scene.root,
    environment: { PATH: path, HOME: scene.folder, RECOVERY_HOME: scene.home.root },
    now: () => SOON,
    print: add,
    draw: () => {},
    note: add,
    stdinIsTerminal: false,
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
  });
  return { exitCode, out };
}

/** A git that notes how it was called, and then does it. */
function countingGit(scene: Scene): { path: string; calls: () => string[] } {
  const folder = join(scene.folder, 'bin');
  const log = join(scene.folder, 'git-calls');
  const git = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(folder);
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$*" >> "${log}"\nexec ${git} "$@"\n`);
  chmodSync(join(folder, 'git'), 0o755);
  const calls = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
  return { path: `${folder}:${process.env['PATH']}`, calls };
}

/** Where Claude Code keeps the session of a project. */
function agentsTranscript(scene: Scene, transcript: Transcript): string {
  const folder = join(scene.folder, '.claude', 'projects', scene.root.replace(/[^A-Za-z0-9]/g, '-'));
  mkdirSync(folder, { recursive: true });
  const path = transcript.writeTo(scene);
  const place = join(folder, '5b1e0c52-9d1f-4c3a-8f57-2f6f0f3f7a11.jsonl');
  writeFileSync(place, readFileSync(path));
  return place;
}

describe('recovery bootstrap', () => {
  it('starts git once in a repository of 2,000 files where nothing moved', async () => {
    const scene = repositoryScene();
    for (let index = 0; index < 2000; index++)
      scene.write(`src/part-${index % 40}/file-${index}.ts`, `${index}\n`);
    scene.commitAll('Fill');
    await scene.prepare();
    const { path, calls } = countingGit(scene);
    expect((await type(scene, ['bootstrap'], path)).exitCode).toBe(0);
    expect(calls()).toEqual([expect.stringContaining(' status ')]);
  });

  it('asks for the status once, and for what lies between, when commits were added', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    scene.write('src/eta.ts', 'export const eta = 2;\n');
    scene.commitAll('Estimate');
    const { path, calls } = countingGit(scene);
    await type(scene, ['bootstrap'], path);
    expect(calls().filter((call) => call.includes(' status '))).toHaveLength(1);
    expect(calls().length).toBeLessThanOrEqual(4);
  });

  it('prepares on the spot when nothing was prepared, and when the transcript is newer', async () => {
    const scene = repositoryScene();
    const session = (): Transcript =>
      new Transcript(scene.root).prompt('Never use tabs.').reply('I will not.');
    const transcript = agentsTranscript(scene, session());
    const first = await type(scene, ['bootstrap']);
    expect(first).toMatchObject({ exitCode: 0, out: expect.stringContaining('Never use tabs.') });
    const longer = session().prompt('Never use semicolons.').reply('No.').writeTo(scene, 'longer.jsonl');
    appendFileSync(transcript, readFileSync(longer).subarray(readFileSync(transcript).length));
    const second = await type(scene, ['bootstrap', '--json']);
    expect(JSON.parse(second.out)).toMatchObject({ preparedOnTheSpot: true, exitCode: 0 });
    expect(second.out).toContain('Never use semicolons.');
    const third = await type(scene, ['bootstrap', '--json']);
    expect(JSON.parse(third.out)).toMatchObject({ preparedOnTheSpot: false });
  });

  it('runs no command that a manifest, a session or the repository names', async () => {
    const scene = repositoryScene();
    const session = new Transcript(scene.root)
      .prompt('Go on.')
      .command('touch owned-by-session', 'ok')
      .command('npm run owned', 'ok');
    agentsTranscript(scene, session);
    scene.write('recovery.config.yaml', 'verify: ["touch owned-by-config"]\n');
    scene.write('.env', 'RECOVERY_VERIFY=touch owned-by-env\n');
    scene.write(
      'package.json',
      '{ "scripts": { "owned": "touch owned-by-script", "test": "touch owned-by-test" } }\n',
    );
    scene.commitAll('Plant');
    for (const format of ['prompt', 'script', 'json', 'markdown']) {
      const { out } = await type(scene, ['bootstrap', '--verify', '--format', format]);
      expect(out).toContain('no command is allowed yet');
    }
    expect(scene.git('status', '--porcelain')).toBe('');
  });

  it('runs what the user allowed, and exits with 1 when it fails', async () => {
    const scene = repositoryScene();
    agentsTranscript(scene, new Transcript(scene.root).prompt('Go on.').reply('Yes.'));
    expect((await type(scene, ['config', 'set', 'verify', 'touch allowed'])).exitCode).toBe(0);
    await type(scene, ['bootstrap']);
    expect(existsSync(join(scene.root, 'allowed'))).toBe(false);
    expect((await type(scene, ['bootstrap', '--verify'])).exitCode).toBe(0);
    expect(existsSync(join(scene.root, 'allowed'))).toBe(true);
    await type(scene, ['config', 'set', 'verify', 'false']);
    expect((await type(scene, ['bootstrap', '--verify'])).exitCode).toBe(1);
  });
});
