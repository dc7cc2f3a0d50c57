import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../random.ts';
import { ClaudeCodeWriter } from '../session/claude-code.ts';
import { PROJECTS } from '../session/projects.ts';
import { workTurn } from '../session/work.ts';
import { ended, start } from '../processes.ts';
import { problemsOf, type Scene, type Stage } from './scene.ts';

const KILLS = 6;
const AT_ONCE = 2;

/** A home in which several processes write, or one is killed while it does: what is read there is whole. */
export const ATOMIC: readonly Scene[] = [
  {
    group: 'atomic',
    name: 'two prepares at once, twice',
    play: async (stage) => {
      const words = ['prepare', '--transcript', written(stage), '--offline'];
      const problems: string[] = [];
      for (let round = 0; round < 2; round++) {
        const children = Array.from({ length: AT_ONCE }, () => start(stage.main, words, stage.place));
        const codes = await Promise.all(children.map(ended));
        if (codes.some((code) => code !== 0))
          problems.push(`expected both to end with 0; found ${codes.join(', ')}`);
        problems.push(...(await wholeness(stage)));
      }
      return problems;
    },
  },
  {
    group: 'atomic',
    name: `kill -9 while it works, ${KILLS} times`,
    play: async (stage) => {
      const transcript = written(stage);
      const words = ['prepare', '--transcript', transcript, '--offline'];
      const started = performance.now();
      const first = await ended(start(stage.main, words, stage.place));
      const usualMs = performance.now() - started;
      const problems = problemsOf(first !== 0 && `expected the first prepare to end with 0; found ${first}`);
      for (let kill = 0; kill < KILLS; kill++) {
        appendFileSync(transcript, more(stage, kill));
        const child = start(stage.main, words, stage.place);
        await sleep(usualMs * (0.5 + (0.6 * kill) / KILLS));
        child.kill('SIGKILL');
        await ended(child);
        problems.push(...(await wholeness(stage)));
      }
      return problems;
    },
  },
];

function written({ place, random }: Stage): string {
  const session = new ClaudeCodeWriter();
  for (let turn = 0; turn < 12; turn++) workTurn(session, random.pick(PROJECTS), random);
  const transcript = join(place.home, 'session.jsonl');
  writeFileSync(transcript, session.toText());
  return transcript;
}

function more({ random }: Stage, round: number): string {
  const session = new ClaudeCodeWriter({
    sessionId: `${String(round).padStart(8, '9')}-2b58-4f0e-9a65-0d5b8c1f3e21`,
  });
  workTurn(session, random.pick(PROJECTS), seededRandom(round));
  return session.toText();
}

async function wholeness({ command, place }: Stage): Promise<string[]> {
  const shown = await command(['show', '--json'], place);
  const problems = problemsOf(
    !shown.stdout.includes('"signature":"valid"') &&
      `expected a manifest whose signature is valid; found ${shown.status}: ${(shown.stdout + shown.stderr).slice(0, 200)}`,
  );
  const projects = join(place.home, 'recovery', 'projects');
  for (const project of existsSync(projects) ? readdirSync(projects) : []) {
    for (const name of readdirSync(join(projects, project), { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.json') && !isJson(join(projects, project, name)))
        problems.push(`expected ${name} to be whole JSON`);
    }
  }
  return problems;
}

function isJson(path: string): boolean {
  try {
    JSON.parse(readFileSync(path, 'utf8'));
    return true;
  } catch {
    return false;
  }
}
