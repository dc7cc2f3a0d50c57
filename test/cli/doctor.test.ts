import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newcomer, worked } from './newcomer.ts';
import { claudeCodeRecords, codexRecords } from './records.ts';

const strange = Array.from({ length: 12 }, (_, index) => ({ kind: 'v9', index, type: 'beam' }));

describe('recovery doctor', () => {
  it('is content with an empty machine', async () => {
    const { exitCode, out } = await newcomer().type('doctor');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^ok +runtime +Node \d+\.\d+\.\d+, SQLite 3\.\d+\.\d+\nok +git +.*\nok +home +\S+\n/);
    expect(out).toContain('No session of any agent was found');
  });

  it('exits with 1 when a session yields nothing: its agent has changed the format', async () => {
    const user = newcomer();
    const turns = [{ prompt: 'Hi', reply: 'Hi.' }];
    worked(user, 'claude-code', { id: 'good', records: claudeCodeRecords(user.cwd, turns) });
    expect(await user.json('doctor')).toMatchObject({ exitCode: 0, ok: true });
    worked(user, 'claude-code', { id: 'changed', records: strange });
    const { exitCode, out } = await user.type('doctor');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^WRONG +claude-code +changed +12 records +not understood: 12 beam/m);
    expect(out).toMatch(/^ok +claude-code +good +2 records$/m);
    expect(await user.json('doctor')).toMatchObject({ exitCode: 1, ok: false });
  });

  it('looks at the newest five of every agent, however many another one has', async () => {
    const user = newcomer();
    const records = claudeCodeRecords(user.cwd, [{ prompt: 'Hi', reply: 'Hi.' }]);
    for (let index = 0; index < 210; index++) worked(user, 'claude-code', { id: `s${index}`, records });
    worked(user, 'codex', {
      id: 'codex-1',
      records: codexRecords(user.cwd, 'Hi', 'Hi.'),
      modifiedAt: new Date('2026-01-01'),
    });
    const { sessions } = (await user.json('doctor')) as unknown as {
      sessions: { transcript: { agent: string } }[];
    };
    expect(sessions.map(({ transcript }) => transcript.agent).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'claude-code'),
      'codex',
    ]);
  });

  it('exits with 1 when the home can be read by others or cannot be written', async () => {
    const open = newcomer();
    mkdirSync(open.state);
    chmodSync(open.state, 0o755);
    expect(await open.type('doctor')).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining('chmod 700'),
    });
    const blocked = newcomer();
    writeFileSync(blocked.state, 'a file');
    const { exitCode, out } = await blocked.type('doctor');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^WRONG +home +Cannot write .*RECOVERY_HOME/m);
  });
});

describe('a home that cannot be written', () => {
  it.each([
    ['prepare', '--transcript', 'x.log'],
    ['config', 'set', 'threshold', '0.5'],
    ['trust', '--yes'],
    ['bootstrap'],
  ])('is named by %s, with a hint and exit code 2', async (...words) => {
    const user = newcomer();
    writeFileSync(user.state, 'a file');
    writeFileSync(`${user.cwd}/x.log`, 'User: hello\nAssistant: Hello.\n');
    const { exitCode, err } = await user.type(...words);
    expect(exitCode).toBe(2);
    expect(err).toMatch(
      /^recovery: Cannot write .*\n {2}Check space and permissions there, or set RECOVERY_HOME/,
    );
  });

  it('does not disturb commands that only read', async () => {
    const user = newcomer();
    writeFileSync(user.state, 'a file');
    for (const words of [['where'], ['config'], ['sessions', '--all']]) {
      expect((await user.type(...words)).err).toBe('');
    }
  });
});
