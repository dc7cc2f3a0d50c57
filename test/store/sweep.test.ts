import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepTemporaries } from '../../src/store/sweep.ts';
import { killed, scratch, start, temporaries } from './processes.ts';

it('temporary files of processes that died are removed, those of living ones and all others stay', async () => {
  const folder = scratch();
  const child = start(
    `const { writeFileAtomic } = await use('store/atomic-file.ts');
     for (let round = 0; ; round++) {
       writeFileAtomic(words[0] + '/file', 'x'.repeat(20_000_000), { durable: false });
       if (round === 0) console.log('began');
     }`,
    [folder],
  );
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  while (temporaries(folder).length === 0) await new Promise((resolve) => setImmediate(resolve));
  await killed(child);
  writeFileSync(join(folder, `.${child.pid}-1-0.tmp`), 'left');
  const living = `.${process.pid}-1-0.tmp`;
  for (const name of [living, 'notes.tmp', '.x-1.tmp']) writeFileSync(join(folder, name), '');
  sweepTemporaries(folder);
  expect(readdirSync(folder).sort()).toEqual([living, '.x-1.tmp', 'file', 'notes.tmp'].sort());
});
