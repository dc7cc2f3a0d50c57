import type { Evidence } from '../src/manifest/evidence.ts';
import { candidates } from '../src/manifest/candidates.ts';
import { frame } from '../src/manifest/frame.ts';
import { pack } from '../src/manifest/pack.ts';
import { WEIGHTS, type Weights } from '../src/manifest/weights.ts';
import { scratch, transcripts } from './data.ts';
import { manifestTexts } from './manifest-texts.ts';
import type { BenchOptions } from './main.ts';
import { factsAt, type Fact } from './recall/facts.ts';
import { carried } from './recall/match.ts';
import { runProduct } from './recall/product.ts';
import { rulesIndex } from './recall/rules.ts';
import { readSession, type Boundary, type Session } from './recall/session.ts';
import { mean } from './recall/statistics.ts';

/** A session cut somewhere: what the program knew then, and what was needed next. */
interface Example {
  session: string;
  evidence: Evidence;
  rules: string;
  needed: Fact[];
}

const CUTS = 5;
const FOLDS = 4;
const ROUNDS = 3;
/** A change that gains less is noise. */
const LEAST_GAIN = 0.0005;
const LEARNED = ['command', 'file', 'failure', 'reference', 'symbol'] as const;
const FIELDS = ['base', 'halfLife', 'perDoubling'] as const;

/**
 * Looks for better weights: each is tried larger and smaller, and what raises recall at many cuts of the sessions is kept.
 * First with every fourth part of the sessions held out, which tells whether it would help others; then with all. It runs
 * the packer itself, because it tries hundreds of weights; what judges the result (`bench -- recall`) runs the command.
 */
export async function run({ data }: BenchOptions): Promise<void> {
  const examples = gather(data);
  const sessions = [...new Set(examples.map(({ session }) => session))].toSorted();
  console.log(
    `${examples.length} cuts of ${sessions.length} sessions; recall now ${show(recall(examples, WEIGHTS))}`,
  );
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeldOut = ({ session }: Example): boolean => sessions.indexOf(session) % FOLDS === fold;
    const heldOut = examples.filter(isHeldOut);
    const learned = climb(examples.filter((example) => !isHeldOut(example)));
    console.log(
      `fold ${fold}: held out ${show(recall(heldOut, WEIGHTS))} → ${show(recall(heldOut, learned))}`,
    );
  }
  const learned = climb(examples);
  console.log(`all: ${show(recall(examples, WEIGHTS))} → ${show(recall(examples, learned))}`);
  for (const kind of LEARNED) console.log(kind, JSON.stringify(learned[kind]));
}

function gather(data: string | undefined): Example[] {
  const folder = scratch();
  const rulesOf = rulesIndex(data);
  const examples: Example[] = [];
  for (const { name, bytes } of transcripts(data)) {
    const session = readSession(bytes);
    const rules = rulesOf(name);
    for (const cut of [...session.boundaries, ...evenCuts(bytes)]) {
      const needed = factsAt(session, cut, rules);
      const product = needed && runProduct(bytes.subarray(0, cut.cutAt), folder, rules);
      if (product?.evidence !== undefined)
        examples.push({ session: name, evidence: product.evidence as Evidence, rules, needed: needed ?? [] });
    }
  }
  return examples;
}

/** Places between two records, apart from each other by a fifth of the transcript. */
function evenCuts(bytes: Buffer): Boundary[] {
  return Array.from({ length: CUTS }, (_, at) => (bytes.length * (at + 0.65)) / CUTS)
    .map((at) => bytes.indexOf(10, Math.floor(at)) + 1)
    .filter((cutAt) => cutAt > 0 && cutAt < bytes.length)
    .map((cutAt) => {
      const before: Session = readSession(bytes.subarray(0, cutAt));
      return { cutAt, stepsBefore: before.steps.length, summary: undefined };
    });
}

function climb(examples: readonly Example[]): Weights {
  let weights = WEIGHTS;
  let best = recall(examples, weights);
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of LEARNED) {
      for (const field of FIELDS) {
        for (const factor of [1.3, 0.77]) {
          const tried = {
            ...weights,
            [kind]: { ...weights[kind], [field]: weights[kind][field] * factor },
          };
          const value = recall(examples, tried);
          if (value < best + LEAST_GAIN) continue;
          [weights, best] = [tried, value];
          break;
        }
      }
    }
  }
  return weights;
}

function recall(examples: readonly Example[], weights: Weights): number {
  return mean(
    examples.map(
      ({ evidence, rules, needed }) => carried(needed, manifestText(evidence, rules, weights)).recall,
    ),
  );
}

function manifestText(
  { facts, repository, manifestId }: Evidence,
  rulesText: string,
  weights: Weights,
): string {
  const { agent, nativeId = '', lastAt } = facts.session;
  const head = frame({
    id: manifestId,
    projectId: 'project-00000000',
    session: { agent, nativeId, lastAt: new Date(lastAt ?? 0) },
    facts,
    repository,
    pressure: 0.9,
  });
  const { manifest } = pack(head, candidates(facts, { rulesText, weights }), () => true);
  return manifestTexts(manifest)
    .map(({ text }) => text)
    .join('\n');
}

function show(value: number): string {
  return value.toFixed(4).replace(/^0/, '');
}
