import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createFileAtomic, makePrivateDirectory, writeFileAtomic } from '../../src/store/atomic-file.ts';
import { killed, printed, scratch, start, startMany, temporaries } from './processes.ts';

const SIZE = 300_000;

/** Writes files of one letter each, so that a torn or mixed one shows. */
const WRITER = `
  const { writeFileAtomic } = await use('store/atomic-file.ts');
  const [path, rounds, index] = words;
  for (let round = 0; round < Number(rounds); round++) {
    writeFileAtomic(path, 'abcdefgh'[(round + Number(index)) % 8].repeat(${SIZE}), { durable: round % 2 === 0 });
    if (round === 0) console.log('began');
  }
`;

function expectWhole(path: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text.length).toBe(SIZE);
  expect(text === text.charAt(0).repeat(SIZE)).toBe(true);
}

describe('a file of the home', () => {
  it.runIf(process.platform === 'linux')(
    'is refused, and not tried for ever, where nothing can be made',
    () => {
      expect(() => writeFileAtomic('/proc/nope/deep/file.json', 'x')).toThrowError(
        expect.objectContaining({ code: 'home-unusable', hint: expect.stringContaining('RECOVERY_HOME') }),
      );
    },
  );

  it('is replaced whole, in directories that are made', () => {
    const path = join(scratch(), 'deep', 'er', 'file.json');
    writeFileAtomic(path, 'a longer first content');
    writeFileAtomic(path, Buffer.from('second'));
    expect(readFileSync(path, 'utf8')).toBe('second');
    expect(temporaries(join(path, '..'))).toEqual([]);
  });

  it('is for the user alone, whatever the umask and whatever it was before', async () => {
    const root = join(scratch(), 'home');
    const path = join(root, 'projects', 'file.json');
    await printed(
      start(
        `process.umask(0);
         const { writeFileAtomic, createFileAtomic } = await use('store/atomic-file.ts');
         writeFileAtomic(words[0] + '/projects/file.json', 'text');
         createFileAtomic(words[0] + '/created', 'text');`,
        [root],
      ),
    );
    for (const [name, mode] of [
      [root, 0o700],
      [join(root, 'projects'), 0o700],
      [path, 0o600],
      [join(root, 'created'), 0o600],
    ] as const) {
      expect(statSync(name).mode & 0o777).toBe(mode);
    }
    chmodSync(path, 0o644);
    writeFileAtomic(path, 'again');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is the old one or the new one whole when its writer is killed', async () => {
    const path = join(scratch(), 'file');
    for (let kill = 0; kill < 12; kill++) {
      const child = start(WRITER, [path, '100000', String(kill)]);
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      await sleep(kill * 3);
      await killed(child);
      expectWhole(path);
    }
  });

  it('is whole for every reader while others write it', async () => {
    const path = join(scratch(), 'file');
    writeFileAtomic(path, 'a'.repeat(SIZE));
    const state = { areWriting: true };
    const writers = startMany(4, WRITER, [path, '60']).finally(() => {
      state.areWriting = false;
    });
    let reads = 0;
    while (state.areWriting) {
      expectWhole(path);
      reads++;
      await sleep(1);
    }
    await writers;
    expect(reads).toBeGreaterThan(20);
    expect(temporaries(join(path, '..'))).toEqual([]);
  });

  it('is created by one process only, of those that try at once', async () => {
    const path = join(scratch(), 'file');
    const results = await startMany(
      12,
      `const { createFileAtomic } = await use('store/atomic-file.ts');
       console.log(createFileAtomic(words[0], words[1]) ? words[1] : '');`,
      [path],
    );
    const winners = results.map((text) => text.trim()).filter((text) => text !== '');
    expect(winners).toEqual([readFileSync(path, 'utf8')]);
    expect(createFileAtomic(path, 'later')).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe(winners[0]);
    expect(temporaries(join(path, '..'))).toEqual([]);
  });
});

describe('a home that cannot be written', () => {
  const unusable = expect.objectContaining({
    code: 'home-unusable',
    hint: expect.stringContaining('RECOVERY_HOME'),
  });

  it('is named in the error, with a hint', () => {
    const file = join(scratch(), 'not-a-directory');
    writeFileSync(file, '');
    expect(() => makePrivateDirectory(join(file, 'x'))).toThrowError(unusable);
    expect(() => createFileAtomic(join(file, 'x'), 'data')).toThrowError(unusable);
    expect(() => writeFileAtomic(join(file, 'x'), 'data')).toThrowError(unusable);
    expect(() => writeFileAtomic(join(file, 'x'), 'data')).toThrowError(/Cannot write .*not-a-directory/);
  });

  it('keeps nothing of a write that failed', () => {
    const folder = scratch();
    mkdirSync(join(folder, 'taken'));
    expect(() => writeFileAtomic(join(folder, 'taken'), 'data')).toThrowError(unusable);
    expect(temporaries(folder)).toEqual([]);
    expect(existsSync(join(folder, 'taken'))).toBe(true);
  });
});
