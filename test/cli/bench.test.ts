import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { longSession } from '../bench/long-session.ts';
import { newcomer } from './newcomer.ts';

const TIMEOUT_MS = 60_000;

describe('recovery bench', () => {
  it(
    'measures the sessions of this machine, and keeps nothing',
    async () => {
      const user = newcomer();
      const folder = join(user.root, '.claude/projects/parcels');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'long.jsonl'), longSession(user.cwd).text);
      const { exitCode, out } = await user.type('bench');
      expect(out).toMatch(/^1 compaction of 1 session: /);
      expect(out).toMatch(/^manifest +\d{3,4} +\d+ +\.\d\d \[/m);
      expect(out).toContain('entities in the manifest that the session never had: 0.00 %');
      expect(exitCode).toBe(0);
      const report = await user.json('bench', '--limit', '1');
      expect(report).toMatchObject({ exitCode: 0, boundaries: 1, sessions: 1 });
      expect((await user.type('show')).exitCode).toBe(1);
    },
    TIMEOUT_MS,
  );

  it('says what it takes when nothing can be judged, and exits with 1', async () => {
    const { exitCode, out, err } = await newcomer().type('bench');
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(await newcomer().json('bench')).toMatchObject({ exitCode: 1, boundaries: 0 });
    expect(err).toContain('no compaction that could be judged');
  });

  it(
    'passes over what cannot be read, and says so',
    async () => {
      const user = newcomer();
      const folder = join(user.cwd, 'data');
      mkdirSync(folder);
      writeFileSync(join(folder, 'bad.jsonl.gz'), 'no gzip');
      writeFileSync(join(folder, 'none.jsonl'), 'no transcript\n');
      symlinkSync('/nowhere/at/all', join(folder, 'lost.jsonl'));
      writeFileSync(join(folder, 'long.jsonl'), longSession(user.cwd).text);
      mkdirSync(join(user.cwd, 'CLAUDE.md'));
      const { exitCode, out, err } = await user.type('bench', '--data', folder);
      expect(out).toMatch(/^1 compaction of 1 session: /);
      expect(err).toMatch(/passed over .*bad\.jsonl\.gz/);
      expect(exitCode).toBe(0);
      expect(await user.json('bench', '--data', 'data', '--agent', 'pi')).toMatchObject({ exitCode: 2 });
    },
    TIMEOUT_MS,
  );

  it.each([
    [['--data', '/nowhere/at/all'], 'There is no directory'],
    [['--limit', 'many'], 'whole number above 0'],
    [['--data', '.', '--limit', '3'], '--data takes every transcript'],
  ])('refuses %j', async (words, said) => {
    const { exitCode, err } = await newcomer().type('bench', ...words);
    expect(exitCode).toBe(2);
    expect(err).toContain(said);
  });
});
