import { scratch, transcripts } from './data.ts';
import type { BenchOptions } from './main.ts';
import { baselines, oracle } from './recall/baselines.ts';
import { factsAt, type Fact } from './recall/facts.ts';
import { candidate, carriesText, match } from './recall/match.ts';
import { runProduct } from './recall/product.ts';
import { rulesIndex } from './recall/rules.ts';
import { readSession } from './recall/session.ts';
import { stateAt, type StateFact } from './recall/state.ts';
import { estimate, mean } from './recall/statistics.ts';

interface Score {
  session: string;
  agent: string;
  value: number;
  byFamily: Map<string, { got: number; weight: number }>;
  bytes: number;
}

interface StateScore {
  family: StateFact['family'];
  candidate: string;
  carried: boolean;
}

/**
 * Continuation recall: how much of what the continuation behind a real compaction used, and what was known before, a
 * candidate carries. The tool sees a copy that ends before the compaction.
 */
export async function run({ data }: BenchOptions): Promise<void> {
  const folder = scratch();
  const rulesOf = rulesIndex(data);
  const scores = new Map<string, Score[]>();
  const states: StateScore[] = [];
  const manifests: { session: string; text: string }[] = [];
  let boundaries = 0;
  for (const { name, bytes } of transcripts(data)) {
    const session = readSession(bytes);
    const rules = rulesOf(name);
    for (const [index, boundary] of session.boundaries.entries()) {
      const facts = factsAt(session, boundary, rules);
      if (!facts) continue;
      boundaries++;
      const product = runProduct(bytes.subarray(0, boundary.cutAt), folder, rules);
      const texts: Record<string, string | undefined> = {
        ...baselines(session, boundary),
        manifest: product?.manifest ?? '',
        prompt: product?.prompt ?? '',
        'all facts in the store': product?.store ?? '',
        "another session's manifest": manifests.findLast(({ session: other }) => other !== name)?.text,
      };
      manifests.push({ session: name, text: product?.manifest ?? '' });
      const agent = name.split('/').at(-2) ?? 'session';
      for (const [label, text] of Object.entries(texts)) {
        if (text === undefined) continue;
        const score = scored(facts, text);
        const bytesOf = label === 'manifest' ? (product?.bytes ?? 0) : Buffer.byteLength(text);
        push(scores, label, { session: name, agent, ...score, bytes: bytesOf });
      }
      push(scores, 'best choice, 60 extra bytes a fact', {
        session: name,
        agent,
        value: oracle(facts, 60),
        byFamily: new Map(),
        bytes: 2000,
      });
      for (const fact of stateAt(session, boundary)) {
        for (const label of ['own summary, whole', 'manifest', 'prompt']) {
          const text = texts[label];
          if (text !== undefined)
            states.push({ family: fact.family, candidate: label, carried: carriesText(fact.text, text) });
        }
      }
      if (process.env['RECALL_LOST'])
        printLost(`${name} ${index}`, facts, {
          manifest: texts['manifest'] ?? '',
          store: product?.store ?? '',
        });
    }
  }
  console.log(`${boundaries} boundaries`);
  printTable(scores);
  printStates(states);
}

function scored(facts: readonly Fact[], text: string): Pick<Score, 'value' | 'byFamily'> {
  const found = candidate(text);
  const byFamily: Score['byFamily'] = new Map();
  let got = 0;
  let total = 0;
  for (const fact of facts) {
    const credit = match(fact, found) * fact.weight;
    const family = byFamily.get(fact.family) ?? { got: 0, weight: 0 };
    byFamily.set(fact.family, { got: family.got + credit, weight: family.weight + fact.weight });
    got += credit;
    total += fact.weight;
  }
  return { value: got / total, byFamily };
}

const FAMILIES = ['FILE', 'CMD', 'TEST', 'REF', 'IDENT', 'ERR'];

function printTable(scores: ReadonlyMap<string, readonly Score[]>): void {
  console.log(
    `${'candidate'.padEnd(36)} ${'bytes'.padStart(6)}  core recall [95 % CI]   ${FAMILIES.map((family) => family.padStart(5)).join(' ')}`,
  );
  const rows = [...scores].toSorted(([, a], [, b]) => mean(b.map(valueOf)) - mean(a.map(valueOf)));
  for (const [label, list] of rows) {
    const { mean: value, low, high } = estimate(list);
    const families = FAMILIES.map((family) => {
      const sums = list.flatMap(({ byFamily }) => byFamily.get(family) ?? []);
      const weight = sums.reduce((sum, one) => sum + one.weight, 0);
      return weight === 0
        ? '    –'
        : format(sums.reduce((sum, one) => sum + one.got, 0) / weight).padStart(5);
    });
    const bytes = Math.round(mean(list.map((score) => score.bytes)));
    console.log(
      `${label.padEnd(36)} ${String(bytes).padStart(6)}  ${format(value)} [${format(low)}, ${format(high)}]   ${families.join(' ')}`,
    );
  }
  for (const agent of new Set([...scores.values()].flat().map((score) => score.agent))) {
    const part = ['manifest', 'prompt', 'own summary, whole', 'recency x frequency'].flatMap((label) => {
      const list = (scores.get(label) ?? []).filter((score) => score.agent === agent);
      return list.length === 0 ? [] : [`${label} ${format(mean(list.map(valueOf)))} (${list.length})`];
    });
    console.log(`${agent}: ${part.join(', ')}`);
  }
}

function printStates(states: readonly StateScore[]): void {
  for (const label of new Set(states.map(({ candidate: name }) => name))) {
    const own = states.filter(({ candidate: name }) => name === label);
    const parts = (['TODO', 'DECN', 'CONS'] as const).map((family) => {
      const list = own.filter((state) => state.family === family);
      return `${family} ${format(share(list))} (${list.length})`;
    });
    console.log(`state recall, ${label}: ${format(share(own))} of ${own.length}; ${parts.join(', ')}`);
  }
}

function share(list: readonly StateScore[]): number {
  return list.filter(({ carried }) => carried).length / list.length;
}

function printLost(
  where: string,
  facts: readonly Fact[],
  { manifest, store }: { manifest: string; store: string },
): void {
  const found = candidate(manifest);
  const pool = candidate(store);
  for (const fact of facts.toSorted((a, b) => b.weight - a.weight)) {
    const credit = match(fact, found);
    console.log(
      `${where}\t${credit}\t${match(fact, pool)}\t${fact.weight.toFixed(2)}\t${fact.family}\t${fact.text.slice(0, 140)}`,
    );
  }
}

function valueOf({ value }: Score): number {
  return value;
}

function format(value: number): string {
  return value.toFixed(2).replace(/^0/, '');
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
