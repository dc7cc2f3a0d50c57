/** Measurements that anyone can repeat: `npm run bench -- NAME [--data DIR]`. They run the built command, as a user does. */
import { parseArgs } from 'node:util';

const BENCHES: Record<string, () => Promise<{ run: (options: BenchOptions) => Promise<void> }>> = {
  speed: () => import('./speed.ts'),
  corpus: () => import('./corpus.ts'),
  kill: () => import('./kill.ts'),
  recall: () => import('./recall.ts'),
};

export interface BenchOptions {
  /** A directory of transcripts (searched through; `.gz` is unpacked). Without it the bundled session is used. */
  data: string | undefined;
  rounds: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});
const [name = ''] = positionals;
const load = BENCHES[name];
if (!load) {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--data DIR] [--rounds N]`);
  process.exitCode = 2;
} else {
  const { run } = await load();
  await run({ data: values.data, rounds: Number(values.rounds) });
}
