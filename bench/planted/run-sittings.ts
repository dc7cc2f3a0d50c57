import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './case.ts';
import { compose, type Planted } from './compose.ts';
import { forget, freshPlace, recover, type Command } from './outcome.ts';
import { seededRandom, type Random } from './random.ts';
import { PROJECTS, type Project } from './session/projects.ts';
import type { SessionWriter } from './session/writer.ts';
import { SITTINGS, type Sitting } from './sittings.ts';

const DEPTHS = [2, 25, 50, 75, 98] as const;

export interface Suite {
  command: Command;
  /** A directory in which everything is written that a run needs. */
  folder: string;
  /** Where the transcripts of cases that fail are kept. */
  keep?: string | undefined;
}

/** Every sitting five times, so that each of its cases comes to stand at each depth. */
export async function runSittings(
  suite: Suite,
  { tokens, seed }: { tokens: number; seed: number },
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, sitting] of SITTINGS.entries()) {
    for (const rotation of DEPTHS.keys()) {
      const random = seededRandom(seed * 1_000_003 + index * 101 + rotation);
      const project = PROJECTS[(seed + index + rotation) % PROJECTS.length];
      if (!project) throw new RangeError('there is no project to work on');
      const label = `${sitting.name.replaceAll(/[^\w]+/g, '-')}-${tokens}-${seed}-${rotation}`;
      const { session, planted } = write(sitting, { tokens, random, project, rotation });
      const where = `${tokens / 1000}k tokens, seed ${seed}${sitting.agent === 'other' ? `, ${sitting.name}` : ''}`;
      results.push(...(await judge(suite, { text: session.toText(), planted, label, where })));
    }
  }
  return results;
}

function write(
  sitting: Sitting,
  { rotation, ...plan }: { tokens: number; random: Random; project: Project; rotation: number },
): { session: SessionWriter; planted: Planted[] } {
  const at = <Item>(cases: readonly Item[]): { planted: Item; depth: number }[] =>
    cases.map((planted, index) => ({ planted, depth: DEPTHS[(index + rotation) % DEPTHS.length] ?? 0 }));
  if (sitting.agent === 'claude-code') {
    const session = sitting.open();
    return { session, planted: compose(session, { ...plan, cases: at(sitting.cases) }) };
  }
  const session = sitting.open();
  return { session, planted: compose(session, { ...plan, cases: at(sitting.cases) }) };
}

async function judge(
  { command, folder, keep }: Suite,
  {
    text,
    planted,
    label,
    where,
  }: { text: string; planted: readonly Planted[]; label: string; where: string },
): Promise<Result[]> {
  const place = freshPlace(folder);
  const transcript = join(place.home, 'session.jsonl');
  writeFileSync(transcript, text);
  const outcome = await recover(command, transcript, place);
  const results = planted.map(({ of, expect }): Result => {
    const problems =
      typeof outcome === 'string'
        ? [outcome]
        : expect.map((expectation) => expectation(outcome)).filter((problem) => problem !== undefined);
    return { ...of, where: `${of.where}, ${where}`, problems };
  });
  const failed = results.some(({ problems }) => problems.length > 0);
  forget(place);
  if (!failed || keep === undefined) return results;
  mkdirSync(keep, { recursive: true });
  const kept = join(keep, `${label}.jsonl`);
  writeFileSync(kept, text);
  return results.map((result) =>
    result.problems.length > 0
      ? { ...result, problems: [...result.problems, `transcript: ${kept}`] }
      : result,
  );
}
