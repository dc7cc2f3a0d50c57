import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** Beside this file's folder where the bench was built with the package, else in the build of the source tree. */
export const MAIN = [
  new URL('../cli/main.js', import.meta.url),
  new URL('../dist/cli/main.js', import.meta.url),
]
  .map((url) => fileURLToPath(url))
  .find((path) => existsSync(path)) as string;
/** Its exit handler writes the peak memory of the process, in KiB, to the file named by RECOVERY_BENCH_PEAK. */
const PEAK = fileURLToPath(new URL('peak.cjs', import.meta.url));

export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
  ms: number;
}

/** Runs node with these words in an environment that holds nothing but the given home. */
export function node(words: readonly string[], options: { home: string; cwd: string }): Run {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: options.cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: {
      PATH: process.env['PATH'],
      HOME: options.home,
      RECOVERY_HOME: join(options.home, 'recovery'),
      GIT_CONFIG_GLOBAL: '/dev/null',
    },
  });
  return { status, stdout, stderr, ms: performance.now() - started };
}

export function recovery(words: readonly string[], options: { home: string; cwd: string }): Run {
  return node([MAIN, ...words], options);
}

/** Peak resident memory of one run of the command, in MiB. */
export function peakMiB(words: readonly string[], options: { home: string; cwd: string }): number {
  const file = join(options.home, 'peak');
  const { status, stderr } = spawnSync(process.execPath, ['--require', PEAK, MAIN, ...words], {
    cwd: options.cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: options.home,
      RECOVERY_HOME: join(options.home, 'recovery'),
      RECOVERY_BENCH_PEAK: file,
    },
  });
  if (status !== 0) throw new Error(`recovery ${words.join(' ')} ended with ${status}: ${stderr}`);
  return Number(readFileSync(file, 'utf8')) / 1024;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
