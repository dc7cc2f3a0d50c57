import { GOALS, type Group, type Result } from './case.ts';

/** So many failures of one case are shown in full. */
const SHOWN = 3;

export interface Score {
  group: Group;
  cases: number;
  passed: number;
  /** Share that must pass, from 0 to 1. */
  goal: number;
}

export function scores(results: readonly Result[]): Score[] {
  return (Object.keys(GOALS) as Group[]).flatMap((group) => {
    const own = results.filter((result) => result.group === group);
    const passed = own.filter(({ problems }) => problems.length === 0).length;
    return own.length === 0 ? [] : [{ group, cases: own.length, passed, goal: GOALS[group] }];
  });
}

export function isMissed({ cases, passed, goal }: Score): boolean {
  return passed / cases < goal;
}

export function table(all: readonly Score[]): string {
  const rows = all.map((score) => [
    score.group,
    String(score.cases),
    String(score.passed),
    `${((100 * score.passed) / score.cases).toFixed(1)} %`,
    `${100 * score.goal} %`,
    isMissed(score) ? 'MISSED' : 'ok',
  ]);
  const lines = [['group', 'cases', 'passed', 'share', 'goal', ''], ...rows];
  return lines
    .map(
      ([group = '', ...figures]) => group.padEnd(12) + figures.map((figure) => figure.padStart(9)).join(''),
    )
    .join('\n');
}

/** Every case that failed anywhere, how often, and the first of its failures with what was expected and found. */
export function failures(results: readonly Result[]): string {
  const byCase = Map.groupBy(results, ({ group, name }) => `${group}: ${name}`);
  return [...byCase]
    .flatMap(([name, all]) => {
      const failed = all.filter(({ problems }) => problems.length > 0);
      if (failed.length === 0) return [];
      const shown = failed
        .slice(0, SHOWN)
        .map(({ where, problems }) =>
          [`  ${where}`, ...problems.map((problem) => `    ${problem}`)].join('\n'),
        );
      return [`${name}: ${failed.length} of ${all.length} failed`, ...shown];
    })
    .join('\n');
}
