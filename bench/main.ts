/** Measurements that anyone can repeat: `npm run bench -- NAME [--data DIR]`. They run the built command, as a user does. */
import { parseArgs } from 'node:util';

const BENCHES: Record<
  string,
  () => Promise<{
    run: (options: BenchOptions, environment: typeof process.env) => Promise<void>;
  }>
> = {
  speed: () => import('./speed.ts'),
  corpus: () => import('./corpus.ts'),
  kill: () => import('./kill.ts'),
  recall: () => import('./recall.ts'),
  learn: () => import('./learn.ts'),
  planted: () => import('./planted.ts'),
};

export interface BenchOptions {
  /** A directory of transcripts (searched through; `.gz` is unpacked). Without it the bundled session is used. */
  data: string | undefined;
  /** A file that names transcripts instead, one JSON record a line: `{"agent", "path"}`. */
  list: string | undefined;
  json: boolean;
  rounds: number;
  /** Length of written sessions; without it the bench chooses. */
  tokens: number | undefined;
  /** Where transcripts of cases that fail are kept. */
  keep: string | undefined;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    list: { type: 'string' },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    tokens: { type: 'string' },
    keep: { type: 'string' },
  },
});
const [name = ''] = positionals;
const load = BENCHES[name];
if (!load) {
  console.error(
    `usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--data DIR] [--json] [--rounds N] [--tokens N] [--keep DIR]`,
  );
  process.exitCode = 2;
} else {
  const { run } = await load();
  const { data, list, json, rounds, tokens, keep } = values;
  await run(
    {
      data,
      list,
      json,
      rounds: Number(rounds),
      tokens: tokens === undefined ? undefined : Number(tokens),
      keep,
    },
    process.env,
  );
}
