import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MAIN, recovery } from './command.ts';
import { longTranscript, scratch } from './data.ts';
import type { BenchOptions } from './main.ts';

const KILLS = 200;

/** Kills `prepare` at random moments, most of them while it writes, and checks that the newest manifest is always whole. */
export async function run({ data }: BenchOptions): Promise<void> {
  const folder = scratch();
  const place = { home: join(folder, 'home'), cwd: join(folder, 'work') };
  mkdirSync(place.home);
  mkdirSync(place.cwd);
  const transcript = join(folder, 'session.jsonl');
  longTranscript(transcript, 1_000_000, data);
  const words = ['prepare', '--transcript', transcript, '--offline'];
  const whole = recovery(words, place);
  if (whole.status !== 0) throw new Error(whole.stderr);
  const usualMs = whole.ms;
  const seen = { old: 0, new: 0 };
  let before = latest(place.home);
  for (let kill = 0; kill < KILLS; kill++) {
    appendFileSync(transcript, prompt(kill));
    const child = spawn(process.execPath, [MAIN, ...words], {
      cwd: place.cwd,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], HOME: place.home, RECOVERY_HOME: join(place.home, 'recovery') },
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await sleep(usualMs * (0.4 + 0.6 * Math.random()));
    child.kill('SIGKILL');
    await ended;
    const now = latest(place.home);
    const shown = recovery(['show', '--json'], place);
    if (shown.status !== 0 || !shown.stdout.includes('"signature":"valid"')) {
      throw new Error(`after kill ${kill}: ${shown.stdout}${shown.stderr}`);
    }
    seen[now === before ? 'old' : 'new']++;
    before = now;
  }
  const left = readdirSync(place.home, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tmp'),
  );
  console.log(
    `ok   ${KILLS} kills: the old manifest whole ${seen.old} times, the new one ${seen.new} times, neither 0 times; ${left.length} temporary files left`,
  );
}

function latest(home: string): string {
  const projects = join(home, 'recovery', 'projects');
  const [project = ''] = readdirSync(projects);
  const text = readFileSync(join(projects, project, 'session_recovery_latest.json'), 'utf8');
  JSON.parse(text);
  return text;
}

function prompt(index: number): string {
  const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
  return `${JSON.stringify({ parentUuid: null, isSidechain: false, type: 'user', uuid: `kill-${index}`, sessionId: 's', cwd: '/x', version: '2.1.0', timestamp: at, message: { role: 'user', content: `Please look at case ${index}` } })}\n`;
}
