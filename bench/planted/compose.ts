import type { Case, Expectation, Result, Step } from './case.ts';
import type { Random } from './random.ts';
import type { Project } from './session/projects.ts';
import { workTurn } from './session/work.ts';
import type { SessionWriter } from './session/writer.ts';

const CHARS_PER_TOKEN = 3.5;

export interface Planted {
  /** Which case at which depth, for the report. */
  of: Pick<Result, 'group' | 'name' | 'where'>;
  expect: readonly Expectation[];
}

export interface Plan<Writer> {
  tokens: number;
  project: Project;
  random: Random;
  /** Each case at its depth, in percent of the session. */
  cases: readonly { planted: Case<Writer>; depth: number }[];
}

/** Fills a session with ordinary work to its length, and writes the steps of every case where they belong. */
export function compose<Writer extends SessionWriter>(session: Writer, plan: Plan<Writer>): Planted[] {
  const { random, project, tokens, cases } = plan;
  const lengthChars = tokens * CHARS_PER_TOKEN;
  const steps: (Step<Writer> & { at: number })[] = [];
  const planted = cases.map(({ planted: { group, name, plant }, depth }) => {
    const plan = plant(random);
    const from = depth / 100;
    for (const step of plan.steps)
      steps.push({ ...step, at: (from + step.later * (1 - from)) * lengthChars });
    return { of: { group, name, where: `at ${depth} %` }, expect: plan.expect };
  });
  // Steps of one place keep their order: the sort is stable.
  steps.sort((first, second) => first.at - second.at);
  for (const step of steps) {
    fill(session, step.at, { project, random });
    step.write(session);
  }
  fill(session, lengthChars, { project, random });
  return planted;
}

function fill(
  session: SessionWriter,
  chars: number,
  { project, random }: { project: Project; random: Random },
): void {
  while (session.visibleChars < chars) workTurn(session, project, random);
}
