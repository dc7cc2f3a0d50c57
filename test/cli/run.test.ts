import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newcomer, PARCEL_TRACKER as SESSION } from './newcomer.ts';

describe('the command', () => {
  it('prepares a transcript and renders the manifest, in an empty directory with an empty home', async () => {
    const { cwd, type } = newcomer();
    expect(await type('prepare', '--transcript', SESSION, '--offline', '--out', 'm.json')).toMatchObject({
      exitCode: 0,
      err: '',
    });
    expect(readFileSync(join(cwd, 'm.json')).length).toBeLessThan(2048);
    const elsewhere = newcomer();
    writeFileSync(join(elsewhere.cwd, 'm.json'), readFileSync(join(cwd, 'm.json')));
    const prompt = await elsewhere.type('bootstrap', '--manifest', 'm.json', '--format', 'prompt');
    expect(prompt.exitCode).toBe(1);
    expect(prompt.out.match(/signed on another machine/g)).toHaveLength(1);
    for (const kept of [
      'Never touch the legacy/ folder',
      'not in legacy, wrap it in src/compat.ts',
      'Document ETA_CACHE_TTL',
    ]) {
      expect(prompt.out).toContain(kept);
    }
  });

  it('gives the same bytes when nothing new happened', async () => {
    const { cwd, type } = newcomer();
    await type('prepare', '--transcript', SESSION, '--out', 'first.json');
    await type('prepare', '--transcript', SESSION, '--out', 'second.json');
    expect(readFileSync(join(cwd, 'second.json'), 'utf8')).toBe(
      readFileSync(join(cwd, 'first.json'), 'utf8'),
    );
  });

  it('goes on from where it stopped when the transcript grew', async () => {
    const { cwd, type } = newcomer();
    const lines = readFileSync(SESSION, 'utf8').split('\n');
    writeFileSync(join(cwd, 's.jsonl'), `${lines.slice(0, 60).join('\n')}\n`);
    await type('update', '--transcript', 's.jsonl');
    writeFileSync(join(cwd, 's.jsonl'), lines.join('\n'));
    const { out } = await type('update', '--transcript', 's.jsonl', '--json');
    expect(JSON.parse(out)).toMatchObject({ continued: true });
    await type('prepare', '--transcript', 's.jsonl', '--out', 'grown.json');
    const fresh = newcomer();
    writeFileSync(join(fresh.cwd, 's.jsonl'), lines.join('\n'));
    await fresh.type('prepare', '--transcript', 's.jsonl', '--out', 'whole.json');
    const sections = (path: string): unknown => {
      const { session_metadata: _, ...rest } = JSON.parse(readFileSync(path, 'utf8'));
      return rest;
    };
    expect(sections(join(cwd, 'grown.json'))).toEqual(sections(join(fresh.cwd, 'whole.json')));
  });

  it.each([
    [['frobnicate'], 'There is no command'],
    [['prepare', '--frob'], '--frob'],
    [['prepare', '--transcript', '/nowhere.jsonl'], 'does not exist'],
    [['bootstrap', '--manifest', '/nowhere.json'], 'Cannot read the manifest'],
    [['bootstrap', '--format', 'poem'], '--format takes'],
    [['config', 'set', 'frob', '1'], 'There is no setting'],
    [['sessions', '--limit', 'zero'], '--limit takes'],
    [['status', '--agent', 'frob'], 'no reader for the agent "frob"'],
    [['status', '--project', 'nowhere'], 'is not a directory'],
    [['prepare', '--transcript', '-'], 'a terminal here'],
    [['prepare', '--transcript', 'a', '--session', 'b'], 'not both'],
    [['prepare', '--transcript'], 'argument missing'],
    [['prepare', '--transcript', SESSION, '--out', '/nowhere/m.json'], 'Cannot write /nowhere/m.json'],
    [['where', 'here'], 'takes no argument'],
    [['config', 'set', 'max_chars'], 'takes `set NAME VALUE`'],
    [['config', 'set', 'max_chars', '12'], 'max_chars must be a whole number'],
    [['bootstrap', '--max-chars', 'many'], 'max_chars must be a whole number'],
    [['config', 'get'], 'takes `set NAME VALUE` or `unset NAME`, not `get`'],
    [['config', 'frob', 'confirm'], 'not `frob confirm`'],
    [['config', 'unset'], 'not `unset`'],
    [['bootstrap', '--manifest', 'm.json', '--session', 'abcdef'], 'not both'],
    [['bootstrap', '--agent', 'frob'], 'no reader for the agent "frob"'],
  ])('says what is wrong and exits with 2: %j', async (words, message) => {
    const { exitCode, err } = await newcomer().type(...words);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });

  it.each([
    [['status'], 'No agent has worked'],
    [['prepare'], 'No agent has worked'],
    [['update'], 'No agent has worked'],
    [['bootstrap', '--session', 'unknown-id'], 'no session with the id "unknown-id"'],
    [['show'], 'There is no manifest'],
    [['show', 'RECOVERY-260101-001-000000'], 'no manifest "RECOVERY-260101-001-000000"'],
  ])('answers with 1 where there is nothing, and says what to do: %j', async (words, message) => {
    const { exitCode, err } = await newcomer().type(...words);
    expect(exitCode).toBe(1);
    expect(err).toContain(message);
    expect(err).not.toContain('damaged');
    expect(err).toMatch(/\n {2}\S.*\n$/);
  });

  it.runIf(process.platform === 'linux')('gives up on a home in which nothing can be made', async () => {
    const user = newcomer({ RECOVERY_HOME: '/proc/nope' });
    const { exitCode, err } = await user.type('prepare', '--transcript', SESSION);
    expect(exitCode).toBe(2);
    expect(err).toContain('Cannot write /proc/nope');
    expect((await user.type('doctor')).out).toContain('Cannot write /proc/nope');
  });

  it.each([
    'prepare',
    'bootstrap',
    'status',
    'sessions',
    'show',
    'update',
    'demo',
    'doctor',
    'where',
    'config',
    'trust',
  ])('%s has a help with an example', async (name) => {
    const { exitCode, out } = await newcomer().type(name, '--help');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/Examples?\n {2}\S*.*recovery/);
  });

  it('does not let an unapproved project raise a limit, and lets it lower one', async () => {
    const { cwd, type } = newcomer();
    writeFileSync(
      join(cwd, 'recovery.config.yaml'),
      'max_chars: 9000\nthreshold: 0.5\nverify: ["touch owned"]\n',
    );
    const before = await type('config', '--json');
    expect(before.err).toContain('is not approved and was used only where it lowers limits');
    expect(JSON.parse(before.out).settings).toEqual(
      expect.arrayContaining([
        { name: 'max_chars', value: 8000, origin: 'default' },
        { name: 'threshold', value: 0.5, origin: 'project file' },
        { name: 'verify', value: [], origin: 'default' },
      ]),
    );
    expect((await type('trust')).exitCode).toBe(1);
    expect((await type('trust', '--yes')).exitCode).toBe(0);
    const after = await type('config', '--json');
    expect(JSON.parse(after.out).settings).toContainEqual({
      name: 'max_chars',
      value: 9000,
      origin: 'project file',
    });
  });

  it('shows the whole job in the demo', async () => {
    const { exitCode, out } = await newcomer().type('demo');
    expect(exitCode).toBe(0);
    expect(out).toContain('## What to do now');
    expect(out).toContain('Add the post as a carrier');
  });
});
