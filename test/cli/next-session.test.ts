import { readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandWords } from '../../src/cli/command-words.ts';
import { newcomer, worked, type Newcomer } from './newcomer.ts';
import { claudeCodeRecords } from './records.ts';

interface Two {
  user: Newcomer;
  /** Paths of the transcripts. */
  older: string;
  newer: string;
}

/** A user with two sessions; each has a rule of its own. */
function two(environment: Record<string, string> = {}): Two {
  const user = newcomer(environment);
  const write = (id: string, rule: string, minutes: number): string =>
    worked(user, 'claude-code', {
      id,
      records: claudeCodeRecords(user.cwd, [{ prompt: rule, reply: 'I will not.' }]).map((record) => ({
        ...record,
        sessionId: id,
      })),
      modifiedAt: new Date(Date.UTC(2026, 10, 23, 9, minutes)),
    });
  return {
    user,
    older: write('older-session', 'Never touch vendor/.', 10),
    newer: write('newer-session', 'Never touch legacy/.', 20),
  };
}

/** The command that `prepare` names, typed. */
async function goOn(user: Newcomer, ...words: string[]): Promise<{ command: string; out: string }> {
  const { out } = await user.type('prepare', ...words);
  const command = /Go on in the next session with: recovery (.*)\n/.exec(out)?.[1] ?? '';
  expect((await user.json('prepare', ...words))['next']).toBe(`recovery ${command}`);
  const resumed = await user.type(...commandWords(command));
  return { command, out: resumed.out };
}

describe('the command that prepare names', () => {
  it('is the short one for the newest session, however it is named', async () => {
    const { user, newer } = two();
    const link = join(user.cwd, 'link.jsonl');
    symlinkSync(newer, link);
    for (const words of [
      [],
      ['--session', 'newer-session'],
      ['--transcript', newer],
      ['--transcript', link],
    ]) {
      const { command, out } = await goOn(user, ...words);
      expect(command).toBe('bootstrap');
      expect(out).toContain('Never touch legacy/.');
    }
  });

  it('leads to another session that was prepared', async () => {
    const { user, older } = two();
    for (const words of [
      ['--session', 'older-session'],
      ['--transcript', older],
    ]) {
      const { command, out } = await goOn(user, ...words);
      expect(command).toMatch(/^bootstrap --manifest '.*'$/);
      expect(out).toContain('Never touch vendor/.');
      expect(out).not.toContain('Never touch legacy/.');
    }
  });
});

describe('bootstrap of a session that is named', () => {
  it('prepares it and goes on with it, not with the newest', async () => {
    const { user, older } = two();
    await user.type('prepare');
    for (const words of [
      ['--session', 'older-'],
      ['--transcript', older],
    ]) {
      const { exitCode, out } = await user.type('bootstrap', ...words);
      expect(exitCode).toBe(0);
      expect(out).toContain('Never touch vendor/.');
      expect(out).not.toContain('Never touch legacy/.');
    }
  });

  it('uses the manifest that is there until the session goes on', async () => {
    const { user, older } = two();
    await user.type('prepare', '--session', 'older-session');
    const { path } = (await user.json('prepare', '--session', 'older-session')) as unknown as {
      path: string;
    };
    const long = new Date('2026-11-23T09:30:00Z');
    utimesSync(path, long, long);
    await user.type('bootstrap', '--session', 'older-session');
    expect(statSync(path).mtime).toEqual(long);
    const more = claudeCodeRecords(user.cwd, [
      { prompt: 'x', reply: 'x' },
      { prompt: 'Never use tabs.', reply: 'No.' },
    ]);
    const lines = more.slice(2).map((record) => `${JSON.stringify(record)}\n`);
    writeFileSync(older, readFileSync(older, 'utf8') + lines.join(''));
    expect((await user.type('bootstrap', '--session', 'older-session')).out).toContain('Never use tabs.');
  });
});

it('prepare and update measure the pressure by the limit that status uses', async () => {
  const { user } = two({ RECOVERY_LIMIT_TOKENS: '22000', RECOVERY_THRESHOLD: '0.95' });
  const limit = { limitTokens: 22_000 };
  expect(await user.json('status')).toMatchObject({ shouldPrepare: false, limit });
  await user.type('update');
  expect(await user.json('prepare')).toMatchObject({ pressure: { shouldPrepare: false, limit } });
  expect((await user.type('prepare')).out).toContain('limit    22,000 tokens, your setting limit_tokens');
});

describe('recovery sessions', () => {
  it('shows what each session is about, without secrets and control characters', async () => {
    const user = newcomer();
    const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
    const prompt = `Rename\u001B[2J the port ${secret} in src/server.ts and everywhere else where it is used`;
    worked(user, 'claude-code', {
      id: 's',
      records: claudeCodeRecords(user.cwd, [{ prompt, reply: 'Done.' }]),
    });
    const { out } = await user.type('sessions');
    expect(out).toMatch(/Rename the port \[REDACTED:[\w-]+\].*…\n$/);
    expect(out + JSON.stringify(await user.json('sessions'))).not.toContain(secret);
  });

  it('says how many more there are, and shows them with the command that it names', async () => {
    const { user } = two();
    const { out, err } = await user.type('sessions', '--all', '--limit', '1');
    expect(out.split('\n')).toHaveLength(2);
    expect(err).toBe(
      'recovery: 1 older session not shown; `recovery sessions --all --limit 2` shows more.\n',
    );
    expect(await user.json('sessions', '--all', '--limit', '1')).toMatchObject({ more: 1 });
    const all = await user.type('sessions', '--all', '--limit', '2');
    expect([all.out.split('\n').length, all.err]).toEqual([3, '']);
  });
});
