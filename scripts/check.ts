/** Everything that must hold besides the tests; `npm run check`. Prints what each step took. */
import { spawnSync } from 'node:child_process';

const STEPS: readonly (readonly [string, readonly string[]])[] = [
  ['types', ['tsc', '--noEmit']],
  ['lint', ['oxlint', '--type-aware', '--deny-warnings', 'src', 'test', 'bench', 'scripts']],
  ['format', ['oxfmt', '--check', '.']],
  ['unused', ['knip']],
  ['package', ['publint', '--strict']],
  ['schemas', ['node', 'scripts/schemas.ts', '--check']],
];

let failed = false;
for (const [name, [program = '', ...words]] of STEPS) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (status !== 0) {
    failed = true;
    console.log(stdout + stderr);
  }
}
process.exitCode = failed ? 1 : 0;
