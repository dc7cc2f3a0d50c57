/** A home that others can write: they decide what the next session is told, and what code runs. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { copySession, newcomer } from './newcomer.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe.skipIf(process.platform === 'win32')('what others can write', () => {
  it.each([0o777, 0o770, 0o720])('is said of a home with mode %o, and not of a private one', async (mode) => {
    const user = newcomer();
    mkdirSync(user.state, { mode: 0o700 });
    expect((await user.type('where')).err).toBe('');
    chmodSync(user.state, mode);
    expect((await user.type('where')).err).toContain(`others can write to ${user.state}`);
  });

  it('is refused as a key', async () => {
    const user = newcomer();
    await user.type('prepare', '--transcript', copySession(user));
    const key = join(user.state, 'key');
    for (const mode of [0o666, 0o620]) {
      chmodSync(key, mode);
      const refused = await user.json('show');
      expect(refused).toMatchObject({ exitCode: 2, error: { code: 'home-unusable' } });
    }
    chmodSync(key, 0o644);
    expect((await user.type('show')).exitCode).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('compiled code', () => {
  /** How many entries the cache has after a command. */
  function cached(home: string): number {
    const root = mkdtempSync(join(tmpdir(), 'recovery-user-'));
    const { status } = spawnSync(process.execPath, [MAIN, 'where'], {
      env: { PATH: process.env['PATH'], HOME: root, RECOVERY_HOME: home },
    });
    expect(status).toBe(0);
    return readdirSync(join(home, 'cache')).length;
  }

  function homeWithCache(mode: number): string {
    const home = mkdtempSync(join(tmpdir(), 'recovery-home-'));
    mkdirSync(join(home, 'cache'));
    chmodSync(join(home, 'cache'), mode);
    return home;
  }

  it('is kept in and taken from a directory of our own only', () => {
    expect(cached(homeWithCache(0o700))).toBeGreaterThan(0);
    expect(cached(homeWithCache(0o777))).toBe(0);
    expect(cached(homeWithCache(0o720))).toBe(0);
    const open = homeWithCache(0o700);
    chmodSync(open, 0o777);
    expect(cached(open)).toBe(0);
  });

  it.each(['000', '277', '077'])('lies in a directory with mode 700 under umask %s', (umask) => {
    const home = mkdtempSync(join(tmpdir(), 'recovery-home-'));
    spawnSync('sh', ['-c', `umask ${umask}; exec '${process.execPath}' '${MAIN}' where`], {
      env: { PATH: process.env['PATH'], HOME: home, RECOVERY_HOME: home },
    });
    expect((statSync(join(home, 'cache')).mode & 0o777).toString(8)).toBe('700');
  });
});
