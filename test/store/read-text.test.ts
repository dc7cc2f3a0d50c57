import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readText } from '../../src/store/read-text.ts';
import { scratch } from './processes.ts';

it('reads a regular file, also behind a link', () => {
  const folder = scratch();
  writeFileSync(join(folder, 'file'), 'größe\n');
  symlinkSync('file', join(folder, 'link'));
  expect(readText(join(folder, 'link'))).toBe('größe\n');
});

it('neither hangs on a FIFO, reads a device or a huge file, nor fails at what is absent', () => {
  const folder = scratch();
  const path = (name: string): string => join(folder, name);
  execFileSync('mkfifo', [path('fifo')]);
  symlinkSync('/dev/zero', path('device'));
  symlinkSync('loop', path('loop'));
  mkdirSync(path('directory'));
  writeFileSync(path('huge'), Buffer.alloc(1024 * 1024 + 1));
  for (const name of ['fifo', 'device', 'loop', 'directory', 'huge', 'absent', 'huge/below']) {
    expect(readText(path(name)), name).toBeUndefined();
  }
});
