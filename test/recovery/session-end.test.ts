import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BootstrapManager } from '../../src/bootstrap/bootstrap-manager.ts';
import type { BootstrapResult } from '../../src/bootstrap/result.ts';
import { RecoveryAgent } from '../../src/recovery/recovery-agent.ts';
import { namedTranscript } from '../../src/recovery/select-session.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import { loadKey } from '../../src/store/key.ts';
import { claudeCodeRecords } from '../cli/records.ts';
import { scene, type Scene } from './place.ts';

/** The sessions of `claudeCodeRecords` are of 2026-11-23, nine in the morning. */
const BEFORE = '2026-11-22T08:00:00Z';
const AFTER = '2026-11-23T18:00:00Z';

function git(directory: string, at: string, ...words: string[]): string {
  return execFileSync('git', ['-c', 'user.name=dev', '-c', 'user.email=dev@example.invalid', ...words], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_DATE: at,
    },
  }).trim();
}

function write(path: string, text: string, at: string): void {
  writeFileSync(path, text);
  utimesSync(path, new Date(at), new Date(at));
}

/** A repository with one commit from before the session. */
function repository(here: Scene): string {
  git(here.directory, BEFORE, 'init', '-q', '-b', 'main');
  mkdirSync(join(here.directory, 'src'));
  write(join(here.directory, 'src/a.ts'), 'one\n', BEFORE);
  write(join(here.directory, 'src/b.ts'), 'one\n', BEFORE);
  git(here.directory, BEFORE, 'add', '-A');
  git(here.directory, BEFORE, 'commit', '-q', '-m', 'first');
  return git(here.directory, BEFORE, 'rev-parse', 'HEAD');
}

function transcript(here: Scene, cwd: string = here.directory): string {
  const turn = {
    prompt: 'Work on src/a.ts',
    command: 'cat src/a.ts src/b.ts',
    output: 'one',
    reply: 'Done.',
  };
  return here.write(
    's',
    claudeCodeRecords(cwd, [turn]).map((record) => JSON.stringify(record)),
  );
}

function bootstrap(here: Scene): Promise<BootstrapResult> {
  return new BootstrapManager({
    projectDirectory: here.directory,
    home: here.home,
    now: new Date('2026-11-23T19:00:00Z'),
    environment: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
    key: loadKey(here.home),
    nodeVersion: process.versions.node,
    randomBytes,
  }).bootstrap();
}

function agentIn(here: Scene): RecoveryAgent {
  const { home, directory } = here;
  return new RecoveryAgent({
    home,
    projectDirectory: directory,
    redactor: createRedactor(),
    key: loadKey(home),
  });
}

describe('a session that is prepared long after it ended', () => {
  it('is compared with the repository as it was at its end', async () => {
    const here = scene();
    const first = repository(here);
    const path = transcript(here);
    git(here.directory, AFTER, 'checkout', '-q', '-b', 'other');
    write(join(here.directory, 'src/b.ts'), 'two\n', AFTER);
    git(here.directory, AFTER, 'commit', '-q', '-a', '-m', 'somebody else was here');
    write(join(here.directory, 'src/a.ts'), 'three\n', AFTER);
    const { manifest } = await agentIn(here).prepare(namedTranscript(path));
    expect(manifest.memory_pointers).toMatchObject({ git_branch: 'main', commit: first.slice(0, 10) });
    const { findings, verdict } = await bootstrap(here);
    expect(findings.map(({ kind }) => kind)).toEqual(['branch-switched', 'commits-added', 'file-modified']);
    expect(findings.at(-1)?.paths?.toSorted()).toEqual(['src/a.ts', 'src/b.ts']);
    expect(verdict.protocol).toBe('full');
  });

  it('gives the same bytes before and after others committed', async () => {
    const here = scene();
    repository(here);
    const named = namedTranscript(transcript(here));
    const once = readFileSync((await agentIn(here).prepare(named)).path, 'utf8');
    write(join(here.directory, 'src/b.ts'), 'two\n', AFTER);
    git(here.directory, AFTER, 'commit', '-q', '-a', '-m', 'somebody else was here');
    expect(readFileSync((await agentIn(here).prepare(named)).path, 'utf8')).toBe(once);
  });

  it('keeps to the present where the repository is younger than the session', async () => {
    const here = scene();
    const path = transcript(here);
    git(here.directory, AFTER, 'init', '-q', '-b', 'main');
    write(join(here.directory, 'a.ts'), 'one\n', AFTER);
    git(here.directory, AFTER, 'add', '-A');
    git(here.directory, AFTER, 'commit', '-q', '-m', 'first');
    const { manifest } = await agentIn(here).prepare(namedTranscript(path));
    expect(manifest.memory_pointers.commit).toBe(
      git(here.directory, AFTER, 'rev-parse', 'HEAD').slice(0, 10),
    );
  });
});

describe('a session that worked in another work tree of the project', () => {
  it('is compared with that one', async () => {
    const here = scene();
    repository(here);
    const linked = `${here.directory}-feature`;
    git(here.directory, BEFORE, 'worktree', 'add', '-q', '-b', 'feature', linked);
    const { manifest, evidence } = await agentIn(here).prepare(namedTranscript(transcript(here, linked)));
    expect(manifest.memory_pointers.git_branch).toBe('feature');
    expect(evidence.repository.root).toBe(linked);
    const { findings } = await bootstrap(here);
    expect(findings[0]).toMatchObject({ kind: 'other-work-tree', text: expect.stringContaining(linked) });
  });
});
