/** What only a process of its own shows: standard input, modes under a umask, the place where the source lies. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PARCEL_TRACKER } from './newcomer.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function scratch(): { root: string; environment: Record<string, string | undefined> } {
  const root = mkdtempSync(join(tmpdir(), 'recovery-process-'));
  return { root, environment: { PATH: process.env['PATH'], HOME: root, RECOVERY_HOME: join(root, 'state') } };
}

describe('the process', () => {
  it('reads a transcript from standard input, and keeps no copy of it', () => {
    const { root, environment } = scratch();
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(ROOT, 'src/cli/main.ts'), 'prepare', '--transcript', '-', '--json'],
      {
        cwd: root,
        env: { ...environment, TMPDIR: root },
        input: readFileSync(PARCEL_TRACKER),
        encoding: 'utf8',
      },
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      transcript: { agent: 'claude-code' },
      coverage: { lines: 110 },
    });
    expect(readdirSync(root)).toEqual(['state']);
  });

  it('keeps everything it writes for the user alone, whatever the umask', () => {
    const { root, environment } = scratch();
    const main = join(ROOT, 'src/cli/main.ts');
    const commands = [
      `prepare --transcript '${PARCEL_TRACKER}'`,
      'config set threshold 0.7',
      'trust --yes',
      'bootstrap',
      'doctor',
    ];
    const script = ['umask 000', ...commands.map((words) => `'${process.execPath}' '${main}' ${words}`)];
    const { stderr } = spawnSync('sh', ['-c', script.join('\n')], {
      cwd: root,
      env: environment,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const state = join(root, 'state');
    const names = readdirSync(state, { recursive: true, encoding: 'utf8' });
    expect(names).toEqual(expect.arrayContaining(['key', 'config.yaml', 'trust.json', 'projects', 'cache']));
    expect(statSync(state).mode & 0o777).toBe(0o700);
    // Node writes its compiled code itself; nobody else can enter the folder.
    for (const name of names.filter((path) => !path.startsWith('cache/'))) {
      const stats = statSync(join(state, name));
      expect([name, (stats.mode & 0o777).toString(8)]).toEqual([name, stats.isDirectory() ? '700' : '600']);
    }
  });

  it('runs the demo from a path with spaces and other letters', () => {
    const { root, environment } = scratch();
    const place = join(root, 'my tools', 'wiederaufnähme 100%');
    mkdirSync(place, { recursive: true });
    for (const name of ['src', 'package.json', 'test/fixtures/claude-code']) {
      cpSync(join(ROOT, name), join(place, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'));
    const { status, stderr } = spawnSync(process.execPath, [join(place, 'src/cli/main.ts'), 'demo'], {
      cwd: root,
      env: environment,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});
