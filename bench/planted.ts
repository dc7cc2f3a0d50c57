import { MAIN } from './command.ts';
import { scratch } from './data.ts';
import type { BenchOptions } from './main.ts';
import type { Result } from './planted/case.ts';
import { inProcesses } from './planted/processes.ts';
import { failures, isMissed, scores, table } from './planted/report.ts';
import { runSittings } from './planted/run-sittings.ts';
import { SCENES } from './planted/scenes.ts';
import { playScenes } from './planted/scenes/scene.ts';

const SIZES = [50_000, 200_000];

/** Plants what must and must not survive in sessions written for it, and looks for it. `--rounds` is the number of seeds. */
export async function run({ rounds, tokens, keep }: BenchOptions): Promise<void> {
  const suite = { command: inProcesses(MAIN), folder: scratch(), keep };
  const results: Result[] = [];
  for (let seed = 1; seed <= rounds; seed++) {
    const sizes = tokens === undefined ? SIZES : [tokens];
    const found = await Promise.all(sizes.map((size) => runSittings(suite, { tokens: size, seed })));
    results.push(...found.flat(), ...(await playScenes(SCENES, { ...suite, main: MAIN, seed })));
    console.error(`seed ${seed} of ${rounds}: ${results.length} cases so far`);
  }
  const all = scores(results);
  console.log(table(all));
  console.log(failures(results));
  if (all.some(isMissed)) process.exitCode = 1;
}
