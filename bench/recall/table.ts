import type { Report } from './report.ts';

const FAMILIES = ['FILE', 'CMD', 'TEST', 'REF', 'IDENT', 'ERR'];
const NAME_WIDTH = 35;

/** The report for people: one line a candidate, best first. */
export function reportTable(report: Report): string {
  const { boundaries, sessions, candidates, differences, agents, state } = report;
  const lines = [
    `${counted(boundaries, 'compaction')} of ${counted(sessions, 'session')}: how much of what came next needed did a candidate carry?`,
    `${'candidate'.padEnd(NAME_WIDTH)} ${'bytes'.padStart(6)} ${'ms'.padStart(5)}  recall [95 % interval]  ${FAMILIES.map((family) => family.padStart(5)).join(' ')}`,
  ];
  for (const { candidate, bytes, ms, recall, low, high, families } of candidates) {
    const shares = FAMILIES.map((family) => share(families[family]).padStart(5)).join(' ');
    const interval = `${share(recall)} [${share(low)}, ${share(high)}]`;
    lines.push(
      `${candidate.padEnd(NAME_WIDTH)} ${String(bytes).padStart(6)} ${(ms ?? '–').toString().padStart(5)}  ${interval.padEnd(22)}  ${shares}`,
    );
  }
  for (const { to, mean, low, high } of differences)
    lines.push(`manifest beside ${to}: ${signed(mean)} [${signed(low)}, ${signed(high)}]`);
  for (const { agent, boundaries: count, recall } of agents)
    lines.push(
      `${agent} (${count}): ${Object.entries(recall)
        .map(([candidate, value]) => `${candidate} ${share(value)}`)
        .join(', ')}`,
    );
  for (const { candidate, facts, recall, families } of state)
    lines.push(
      `open tasks, decisions and rules, ${candidate}: ${share(recall)} of ${facts} (${Object.entries(families)
        .map(([family, value]) => `${family} ${share(value)}`)
        .join(', ')})`,
    );
  const invented = candidates.find(({ candidate }) => candidate === 'manifest')?.unsupported;
  if (invented !== undefined)
    lines.push(`entities in the manifest that the session never had: ${(100 * invented).toFixed(2)} %`);
  return `${lines.join('\n')}\n`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function share(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(2).replace(/^0/, '');
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${share(Math.abs(value))}`;
}
