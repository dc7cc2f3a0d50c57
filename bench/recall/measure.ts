import { supportOf } from '../entities.ts';
import type { Transcript } from '../data.ts';
import { baselines, oracle } from './baselines.ts';
import { factsAt, type Fact } from './facts.ts';
import { carried, carriesText, type Carried } from './match.ts';
import { runProduct, type Product } from './product.ts';
import { readSession } from './session.ts';
import { stateAt, type StateFact } from './state.ts';

/** What one candidate carried of what was needed behind one boundary. */
export interface Score extends Carried {
  candidate: string;
  session: string;
  agent: string;
  bytes: number;
  /** Milliseconds that the command took; undefined where no command made the candidate. */
  ms?: number | undefined;
  /** Paths, names, numbers … that it states, and how many of them the session never had. */
  entities?: { checked: number; unsupported: number } | undefined;
}

export interface StateScore {
  candidate: string;
  family: StateFact['family'];
  carried: boolean;
}

export interface Measured {
  boundaries: number;
  scores: Score[];
  states: StateScore[];
}

export interface MeasureOptions {
  /** An empty directory to work in. */
  folder: string;
  /** Text of the rules files that every session in the directory of a transcript reads. */
  rulesOf: (name: string, cwd: string) => string;
  /** Called for each boundary with what was needed, and what the manifest and the store say. */
  onBoundary?: (name: string, facts: readonly Fact[], texts: { manifest: string; store: string }) => void;
}

export const STATE_CANDIDATES = ['own summary, whole', 'manifest', 'prompt'];

/** Scores every candidate at every boundary of the transcripts that is long enough to judge by. */
export function measure(transcripts: Iterable<Transcript>, options: MeasureOptions): Measured {
  const measured: Measured = { boundaries: 0, scores: [], states: [] };
  const manifests: { session: string; text: string }[] = [];
  for (const transcript of transcripts) {
    const session = readSession(transcript.bytes);
    const rules = options.rulesOf(transcript.name, session.cwd);
    for (const boundary of session.boundaries) {
      const facts = factsAt(session, boundary, rules);
      if (!facts) continue;
      const before = transcript.bytes.subarray(0, boundary.cutAt);
      const product = runProduct(before, options.folder, rules);
      const other = manifests.findLast((one) => one.session !== transcript.name)?.text;
      const candidates = {
        ...texts(product, before),
        ...Object.fromEntries(
          Object.entries(baselines(session, boundary)).map(([label, text]) => [label, plain(text)]),
        ),
        "another session's manifest": plain(other),
      };
      manifests.push({ session: transcript.name, text: product?.manifest ?? '' });
      measured.boundaries++;
      measured.scores.push(...scores(transcript, facts, candidates));
      measured.states.push(...states(stateAt(session, boundary), candidates));
      options.onBoundary?.(transcript.name, facts, {
        manifest: product?.manifest ?? '',
        store: product?.store ?? '',
      });
    }
  }
  return measured;
}

type Candidates = Record<string, (Pick<Score, 'bytes' | 'ms' | 'entities'> & { text: string }) | undefined>;

function plain(text: string | undefined): Candidates[string] {
  return text === undefined ? undefined : { text, bytes: Buffer.byteLength(text) };
}

/** A product that failed carries nothing. */
function texts(product: Product | undefined, before: Buffer): Candidates {
  const { manifest = '', prompt = '', store = '' } = product ?? {};
  const { checked, unsupported } = supportOf([manifest], before);
  return {
    manifest: {
      text: manifest,
      bytes: product?.bytes ?? 0,
      ms: product?.prepareMs,
      entities: { checked, unsupported: unsupported.length },
    },
    prompt: { text: prompt, bytes: Buffer.byteLength(prompt), ms: product?.bootstrapMs },
    'all facts in the store': plain(store),
  };
}

function scores({ name, agent }: Transcript, facts: readonly Fact[], candidates: Candidates): Score[] {
  const found = Object.entries(candidates).flatMap(([label, one]): Score[] => {
    if (one === undefined) return [];
    const { text, ...figures } = one;
    return [{ candidate: label, session: name, agent, ...carried(facts, text), ...figures }];
  });
  const best = { recall: oracle(facts, 60), byFamily: {}, bytes: 2000 };
  return [...found, { candidate: 'chosen knowing what came', session: name, agent, ...best }];
}

function states(facts: readonly StateFact[], candidates: Candidates): StateScore[] {
  return facts.flatMap(({ family, text }) =>
    STATE_CANDIDATES.flatMap((label) => {
      const one = candidates[label];
      return one === undefined ? [] : [{ candidate: label, family, carried: carriesText(text, one.text) }];
    }),
  );
}
