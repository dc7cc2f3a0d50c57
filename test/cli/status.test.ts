import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newcomer, worked, type Newcomer } from './newcomer.ts';
import { claudeCodeRecords, codexRecords } from './records.ts';

/** A user whose session holds so many tokens, of the 167,000 at which Claude Code compacts. */
function userAt(tokens: number, environment: Record<string, string> = {}): Newcomer {
  const user = newcomer(environment);
  const records = claudeCodeRecords(user.cwd, [{ prompt: 'Go on', reply: 'Done.', tokens }]);
  worked(user, 'claude-code', { id: 'session', records });
  return user;
}

describe('recovery status', () => {
  it.each([
    [20_000, 'NORMAL', 0],
    [133_000, undefined, 0],
    [133_600, undefined, 1],
    [160_000, undefined, 1],
  ])(
    'at %d tokens says the level, and exits with 1 from the threshold on',
    async (tokens, level, exitCode) => {
      const user = userAt(tokens);
      const json = await user.json('status');
      expect(json).toMatchObject({
        exitCode,
        usedTokens: tokens,
        shouldPrepare: exitCode === 1,
        limit: { limitTokens: 167_000 },
      });
      if (level !== undefined) expect(json['level']).toBe(level);
      const { out } = await user.type('status');
      expect(out).toContain(
        `${Math.round((tokens / 167_000) * 100)}% of 167,000 tokens (${String(json['level'])})`,
      );
      expect(out.includes('run `recovery prepare` now')).toBe(exitCode === 1);
    },
  );

  it('uses the limit and the threshold that are configured', async () => {
    expect(await userAt(20_000, { RECOVERY_THRESHOLD: '0.1' }).json('status')).toMatchObject({ exitCode: 1 });
    expect(await userAt(20_000, { RECOVERY_LIMIT_TOKENS: '22000' }).json('status')).toMatchObject({
      exitCode: 1,
      limit: { limitTokens: 22_000 },
    });
  });

  it('writes nothing, and needs no home', async () => {
    const user = userAt(20_000);
    await user.type('status');
    expect(existsSync(user.state)).toBe(false);
  });
});

describe('a directory in which several agents worked', () => {
  function several(): Newcomer {
    const user = userAt(20_000);
    const records = codexRecords(user.cwd, 'Draw a cat', 'Meow.');
    worked(user, 'codex', { id: 'codex-1', records, modifiedAt: new Date('2026-11-23T09:00:00Z') });
    return user;
  }

  it('has its newest session used, which is said on stderr', async () => {
    const { out, err } = await several().type('status');
    expect(out).toMatch(/^Claude Code session session, /);
    expect(err).toBe(
      'recovery: using the Claude Code session, the newest here; codex worked here too (--agent NAME).\n',
    );
  });

  it('has another one used when its agent or its id is named, and then nothing is said', async () => {
    for (const words of [
      ['--agent', 'codex'],
      ['--session', 'codex-1'],
    ]) {
      const { out, err } = await several().type('status', ...words);
      expect(out).toMatch(/^Codex session codex-1, /);
      expect(err).toBe('');
    }
  });

  it('lists them all, newest first', async () => {
    const user = several();
    const { out } = await user.type('sessions');
    const rows = out
      .trimEnd()
      .split('\n')
      .map((row) => row.split(/\s{2,}/));
    expect(rows.map(([agent, id, when, , cwd]) => [agent, id, when, cwd])).toEqual([
      ['claude-code', 'session', 'just now', user.cwd],
      ['codex', 'codex-1', '60 min ago', user.cwd],
    ]);
    expect((await user.type('sessions', '--limit', '1')).out.split('\n')).toHaveLength(2);
    expect((await user.type('sessions', '--agent', 'codex')).out).not.toContain('claude-code');
  });
});

describe('recovery sessions', () => {
  it('exits with 1 and says so where nobody worked, and --all looks everywhere', async () => {
    const user = newcomer();
    expect(await user.type('sessions')).toEqual({
      exitCode: 1,
      out: `No session in ${user.cwd}; --all looks everywhere.\n`,
      err: '',
    });
    worked(user, 'claude-code', {
      id: 's',
      records: claudeCodeRecords('/elsewhere', [{ prompt: 'Hi', reply: 'Hi.' }]),
    });
    expect((await user.type('sessions')).exitCode).toBe(1);
    expect(await user.json('sessions', '--all')).toMatchObject({
      exitCode: 0,
      sessions: [{ cwd: '/elsewhere' }],
    });
  });

  it('shows no escape sequence that a transcript holds', async () => {
    const user = newcomer();
    const records = claudeCodeRecords('/x\u001B[2J\u202Ey', [{ prompt: 'Hi', reply: 'Hi.' }]);
    worked(user, 'claude-code', { id: 's', records });
    expect((await user.type('sessions', '--all')).out).toContain('  /xy  Hi\n');
  });
});
