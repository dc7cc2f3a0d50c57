/** Files of the home, and of a clone, that are damaged or no files at all: nothing hangs, and nothing is our mistake. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identifyProject, workTrees } from '../../src/store/project.ts';
import { newcomer, worked, type Newcomer } from '../cli/newcomer.ts';
import { claudeCodeRecords } from '../cli/records.ts';

async function prepared(): Promise<{ user: Newcomer; stateOf: (ending: string) => string }> {
  const user = newcomer();
  const records = claudeCodeRecords(user.cwd, [
    { prompt: 'Never touch the lock file. Please mend the parser.', command: 'npm test', output: 'ok' },
  ]);
  worked(user, 'claude-code', { id: 's', records });
  expect((await user.type('prepare')).exitCode).toBe(0);
  const names = readdirSync(user.state, { recursive: true, encoding: 'utf8' });
  return {
    user,
    stateOf: (ending) => join(user.state, names.find((name) => name.endsWith(ending)) ?? ''),
  };
}

function makeFifo(path: string): void {
  rmSync(path, { force: true });
  execFileSync('mkfifo', [path]);
}

describe('a FIFO or a device', () => {
  it.each(['.evidence.json', 'claude-code-s.json', '-001'])(
    'in place of a file of the home does not stop a command: %s',
    async (ending) => {
      const { user, stateOf } = await prepared();
      makeFifo(stateOf(ending));
      for (const command of ['prepare', 'bootstrap', 'update'])
        expect([command, (await user.type(command)).exitCode]).not.toEqual([command, 2]);
    },
  );

  it('in place of the key is a home that cannot be used', async () => {
    const { user, stateOf } = await prepared();
    makeFifo(stateOf('key'));
    expect(await user.json('prepare')).toMatchObject({ exitCode: 2, error: { code: 'home-unusable' } });
  });

  it('named as a manifest cannot be read', async () => {
    const { user } = await prepared();
    const fifo = join(user.cwd, 'fifo');
    makeFifo(fifo);
    for (const path of [fifo, '/dev/zero']) {
      const shown = await user.json('show', '--manifest', path);
      expect(shown).toMatchObject({ exitCode: 2, error: { code: 'manifest-unreadable' } });
    }
  });

  it.each<[what: string, put: (path: string) => void]>([
    ['a FIFO', makeFifo],
    ['/dev/zero', (path) => symlinkSync('/dev/zero', path)],
  ])('to which a clone points leaves the project as it is: %s', (_, put) => {
    const { cwd } = newcomer();
    const gitDirectory = join(cwd, 'elsewhere');
    mkdirSync(gitDirectory);
    writeFileSync(join(cwd, '.git'), `gitdir: ${gitDirectory}\n`);
    put(join(gitDirectory, 'commondir'));
    mkdirSync(join(gitDirectory, 'worktrees', 'x'), { recursive: true });
    put(join(gitDirectory, 'worktrees', 'x', 'gitdir'));
    const project = identifyProject(cwd);
    expect(project.gitDirectory).toBe(gitDirectory);
    expect(workTrees(project)).toEqual([cwd]);
  });
});

/** Ways in which one JSON file is damaged. */
const DAMAGES: [what: string, damage: (whole: Record<string, unknown>) => unknown][] = [
  ['only the head', ({ v, manifestId }) => ({ v, manifestId })],
  ['lists that are numbers', (whole) => withFacts(whole, { requests: 7, files: 5 })],
  ['facts that are texts', (whole) => withFacts(whole, { statements: ['x'], commands: [null] })],
  ['facts without places', (whole) => withFacts(whole, { files: [{ path: 'a' }] })],
  ['a session that is a number', (whole) => withFacts(whole, { session: 3 })],
  ['no repository', (whole) => ({ ...whole, repository: 4, monitor: 7 })],
  [
    'a collector of numbers',
    (whole) => ({ ...whole, collector: { facts: 5, openCalls: 7 }, items: 3, transcript: null }),
  ],
];

function withFacts(whole: Record<string, unknown>, facts: object): unknown {
  const { collector } = whole as { collector?: { facts: object } };
  if (collector) return { ...whole, collector: { ...collector, facts: { ...collector.facts, ...facts } } };
  return { ...whole, facts: { ...(whole['facts'] as object), ...facts } };
}

describe.each(DAMAGES)('a damaged file: %s', (_, damage) => {
  function spoil(path: string): void {
    const whole = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    writeFileSync(path, JSON.stringify(damage(whole)));
  }

  it('is no evidence', async () => {
    const { user, stateOf } = await prepared();
    spoil(stateOf('.evidence.json'));
    const shown = await user.json('show', '--evidence');
    expect(shown).toMatchObject({ exitCode: 1, error: { code: 'no-manifest' } });
    const { exitCode, out } = await user.type('bootstrap');
    expect([exitCode, out.includes('Never touch the lock file')]).toEqual([0, true]);
  });

  it('is no facts: they are made anew from the transcript', async () => {
    const { user, stateOf } = await prepared();
    const before = await user.json('update');
    const path = stateOf('claude-code-s.json');
    const stored = JSON.parse(readFileSync(path, 'utf8')) as { collector: object };
    spoil(path);
    expect(await user.json('update')).toEqual({ ...before, continued: false });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ collector: stored.collector });
  });
});
