import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { median, node, peakMiB, recovery, type Run } from './command.ts';
import { longTranscript, scratch } from './data.ts';
import type { BenchOptions } from './main.ts';

const MB = 1_000_000;
const FLOOR = new URL('parse-floor.ts', import.meta.url).pathname;

interface Row {
  what: string;
  against: string;
  ratio: number;
  goal: number;
  ms: number;
}

/** Every figure is the median over rounds of a ratio taken within one round, so that a busy machine changes both sides. */
export async function run({ data, rounds }: BenchOptions): Promise<void> {
  const folder = scratch();
  const big = join(folder, '100.jsonl');
  const huge = join(folder, '300.jsonl');
  longTranscript(big, 100 * MB, data);
  longTranscript(huge, 300 * MB, data);
  const rows = [
    prepareRow(folder, big, rounds),
    updateRow(folder, big, rounds),
    statusRow(folder, huge, rounds),
    bootstrapRow(folder, big, rounds),
  ];
  for (const { what, against, ratio, goal, ms } of rows) {
    console.log(
      `${ratio <= goal ? 'ok  ' : 'MISS'} ${what}: ${ratio.toFixed(2)} x ${against} (goal ${goal}; ${ms.toFixed(0)} ms here)`,
    );
  }
  for (const [name, path] of [
    ['100 MB', big],
    ['300 MB', huge],
  ] as const) {
    const peak = peakMiB(
      ['prepare', '--transcript', path, '--offline', '--out', join(folder, 'out.json')],
      freshPlace(folder),
    );
    console.log(
      `${peak <= 200 ? 'ok  ' : 'MISS'} prepare of ${name}: peak memory ${peak.toFixed(0)} MiB (goal 200)`,
    );
  }
}

let places = 0;

function freshPlace(folder: string): { home: string; cwd: string } {
  const root = join(folder, `place-${places++}`);
  mkdirSync(join(root, 'home'), { recursive: true });
  mkdirSync(join(root, 'work'));
  return { home: join(root, 'home'), cwd: join(root, 'work') };
}

function ratios(
  rounds: number,
  measure: () => { ours: number; base: number },
): { ratio: number; ms: number } {
  const found = Array.from({ length: rounds }, measure);
  return {
    ratio: median(found.map(({ ours, base }) => ours / base)),
    ms: median(found.map(({ ours }) => ours)),
  };
}

function done(run: Run, allowed: readonly number[] = [0]): number {
  if (run.status === null || !allowed.includes(run.status))
    throw new Error(`exit ${run.status}: ${run.stderr}${run.stdout}`);
  return run.ms;
}

function prepareRow(folder: string, transcript: string, rounds: number): Row {
  const found = ratios(rounds, () => {
    const place = freshPlace(folder);
    const base = done(node([FLOOR, transcript], place));
    const ours = done(
      recovery(
        ['prepare', '--transcript', transcript, '--offline', '--out', join(place.home, 'm.json')],
        place,
      ),
    );
    return { ours, base };
  });
  return { what: 'prepare of 100 MB', against: 'splitting and parsing every line', goal: 1.6, ...found };
}

function updateRow(folder: string, transcript: string, rounds: number): Row {
  const place = freshPlace(folder);
  const growing = join(place.home, 'growing.jsonl');
  copyFileSync(transcript, growing);
  const whole = statSync(growing).size;
  const tail = Buffer.alloc(200_000);
  readSync(openSync(growing, 'r'), tail, 0, tail.length, whole - tail.length);
  const cut = whole - tail.length;
  truncateSync(growing, cut);
  // Twice: the first run in an empty home is not what happens after every turn.
  for (let turn = 0; turn < 2; turn++) done(recovery(['update', '--transcript', growing], place));
  const saved = join(place.home, 'saved');
  spawnSync('cp', ['-r', join(place.home, 'recovery'), saved]);
  const found = ratios(rounds * 3, () => {
    rmSync(join(place.home, 'recovery'), { recursive: true });
    spawnSync('cp', ['-r', saved, join(place.home, 'recovery')]);
    truncateSync(growing, cut);
    writeFileSync(growing, tail, { flag: 'a' });
    const base = done(node(['-e', '0'], place));
    const run = recovery(['update', '--transcript', growing, '--json'], place);
    if (!run.stdout.includes('"continued":true'))
      throw new Error('the update did not go on from where it stopped');
    return { ours: done(run), base };
  });
  return { what: 'going on after 200 KB', against: 'node -e 0', goal: 1.5, ...found };
}

function statusRow(folder: string, transcript: string, rounds: number): Row {
  const place = freshPlace(folder);
  const found = ratios(rounds * 3, () => ({
    base: done(node(['-e', '0'], place)),
    ours: done(recovery(['status', '--transcript', transcript], place), [0, 1]),
  }));
  return { what: 'status of 300 MB', against: 'node -e 0', goal: 1.5, ...found };
}

function bootstrapRow(folder: string, transcript: string, rounds: number): Row {
  const place = freshPlace(folder);
  makeRepository(place.cwd, 10_000);
  const small = join(place.home, 'small.jsonl');
  writeFileSync(small, readFileSync(transcript).subarray(0, 3 * MB));
  const manifest = join(place.home, 'm.json');
  done(recovery(['prepare', '--transcript', small, '--offline', '--out', manifest], place));
  const found = ratios(rounds * 3, () => {
    const started = performance.now();
    git(place.cwd, ['status', '--porcelain']);
    const base = performance.now() - started + done(node(['-e', '0'], place));
    return {
      base,
      ours: done(recovery(['bootstrap', '--manifest', manifest, '--format', 'prompt'], place), [0, 1]),
    };
  });
  return { what: 'bootstrap in 10,000 files', against: '(node -e 0 + git status)', goal: 4, ...found };
}

function makeRepository(root: string, files: number): void {
  for (let index = 0; index < files; index++) {
    const folder = join(root, `src/part-${Math.floor(index / 100)}`);
    if (index % 100 === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file-${index}.ts`), `export const value${index} = ${index};\n`);
  }
  git(root, ['init', '-q']);
  git(root, ['add', '-A']);
  git(root, ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', 'commit', '-qm', 'first']);
}

function git(cwd: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync('git', words, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
  });
  if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`);
}
