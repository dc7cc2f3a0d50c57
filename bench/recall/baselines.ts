import { relative, shown, type Fact } from './facts.ts';
import { keysOf, runsOf, type Family } from './keys.ts';
import { bestValue } from './knapsack.ts';
import { strings, type Boundary, type Session } from './session.ts';

const BUDGET_BYTES = 2000;

/** What one could do without the product, as texts. */
export function baselines(session: Session, boundary: Boundary): Record<string, string | undefined> {
  const { summary } = boundary;
  const before = session.steps.slice(0, boundary.stepsBefore);
  const spoken = before
    .filter(({ kind }) => kind !== 'result')
    .flatMap(strings)
    .join('\n');
  return {
    'own summary, whole': summary,
    'own summary, first 2 KB': summary?.slice(0, BUDGET_BYTES),
    'own summary, last 2 KB': summary?.slice(-BUDGET_BYTES),
    'last 2 KB of the transcript': spoken.slice(-BUDGET_BYTES),
    'recency x frequency': recencyByFrequency(session, boundary),
    quotas: newestByFamily(session, boundary),
  };
}

/** The strings that the agent used, by how often and how lately, until the budget is full. */
function recencyByFrequency(session: Session, boundary: Boundary): string {
  const scores = new Map<string, number>();
  const before = session.steps.slice(0, boundary.stepsBefore);
  const runs = runsOf(before);
  for (const [index, step] of before.entries()) {
    const recency = 0.5 ** ((before.length - index) / 150);
    for (const { text } of [...keysOf(step), ...shown(step, runs)]) {
      const short = relative(text, session.cwd);
      scores.set(short, (scores.get(short) ?? 0) + recency);
    }
  }
  const chosen: string[] = [];
  let size = 0;
  for (const [text] of [...scores].toSorted(([, a], [, b]) => b - a)) {
    const bytes = Buffer.byteLength(text) + 1;
    if (size + bytes > BUDGET_BYTES) continue;
    chosen.push(text);
    size += bytes;
  }
  return chosen.join('\n');
}

const QUOTAS: Readonly<Record<Family, number>> = { FILE: 14, CMD: 8, TEST: 4, REF: 6, IDENT: 20, ERR: 3 };

/** The last prompt, and of each family the newest, as a simple tool would do it. */
function newestByFamily(session: Session, boundary: Boundary): string {
  const before = session.steps.slice(0, boundary.stepsBefore);
  const runs = runsOf(before);
  const chosen = new Map<Family, Set<string>>();
  for (const step of before.toReversed()) {
    for (const { family, text } of [...keysOf(step), ...shown(step, runs)]) {
      const own = chosen.get(family) ?? new Set();
      if (own.size < QUOTAS[family]) own.add(relative(text, session.cwd));
      chosen.set(family, own);
    }
  }
  const prompt = before.findLast(({ kind }) => kind === 'user');
  const said = prompt?.kind === 'user' ? prompt.text.slice(0, 400) : '';
  return [said, ...[...chosen.values()].flatMap((texts) => [...texts])].join('\n').slice(0, BUDGET_BYTES);
}

/** The share of the facts' weight that the best choice of 2,000 bytes could carry, at so many extra bytes a fact. */
export function oracle(facts: readonly Fact[], extraBytes: number): number {
  const items = facts.map(({ text, weight }) => ({
    value: weight,
    size: Buffer.byteLength(text) + extraBytes,
  }));
  const total = facts.reduce((sum, { weight }) => sum + weight, 0);
  return bestValue(items, BUDGET_BYTES) / total;
}
