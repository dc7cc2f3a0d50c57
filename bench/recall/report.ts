import { STATE_CANDIDATES, type Measured, type Score, type StateScore } from './measure.ts';
import { estimate, mean } from './statistics.ts';

export interface CandidateFigures {
  candidate: string;
  /** Mean over boundaries, and the 95 % interval of a bootstrap over sessions. */
  recall: number;
  low: number;
  high: number;
  /** Share of each family's weight; absent where no family was judged. */
  families: Record<string, number>;
  bytes: number;
  ms: number | undefined;
  /** Share of its entities that the session never had; undefined where they were not looked up. */
  unsupported: number | undefined;
}

export interface Report {
  boundaries: number;
  sessions: number;
  /** Best first. */
  candidates: CandidateFigures[];
  /** Mean difference of the manifest to others at the same boundaries, with its interval. */
  differences: { to: string; mean: number; low: number; high: number }[];
  agents: { agent: string; boundaries: number; recall: Record<string, number> }[];
  state: { candidate: string; facts: number; recall: number; families: Record<string, number> }[];
}

const COMPARED = ['own summary, whole', 'recency x frequency', 'quotas'];

export function reportOf({ boundaries, scores, states }: Measured): Report {
  const byCandidate = Map.groupBy(scores, ({ candidate }) => candidate);
  return {
    boundaries,
    sessions: new Set(scores.map(({ session }) => session)).size,
    candidates: [...byCandidate]
      .map(([candidate, list]) => figures(candidate, list))
      .toSorted((a, b) => b.recall - a.recall),
    differences: COMPARED.flatMap((to) =>
      difference(to, byCandidate.get('manifest') ?? [], byCandidate.get(to) ?? []),
    ),
    agents: [...Map.groupBy(scores, ({ agent }) => agent)].map(([agent, list]) => ({
      agent,
      boundaries: list.filter(({ candidate }) => candidate === 'manifest').length,
      recall: recallOf(list, ['manifest', 'prompt', ...COMPARED]),
    })),
    state: STATE_CANDIDATES.flatMap((candidate) => state(candidate, states)),
  };
}

function figures(candidate: string, list: readonly Score[]): CandidateFigures {
  const {
    mean: recall,
    low,
    high,
  } = estimate(list.map((score) => ({ session: score.session, value: score.recall })));
  const times = list.flatMap(({ ms }) => ms ?? []);
  const entities = list.flatMap((score) => score.entities ?? []);
  const checked = entities.reduce((sum, one) => sum + one.checked, 0);
  const unsupported = entities.reduce((sum, one) => sum + one.unsupported, 0);
  return {
    candidate,
    recall,
    low,
    high,
    families: families(list),
    bytes: Math.round(mean(list.map(({ bytes }) => bytes))),
    ms: times.length === 0 ? undefined : Math.round(mean(times)),
    unsupported: checked === 0 ? undefined : unsupported / checked,
  };
}

function families(list: readonly Score[]): Record<string, number> {
  const sums: Score['byFamily'] = {};
  for (const { byFamily } of list)
    for (const [family, { got, weight }] of Object.entries(byFamily)) {
      const sum = (sums[family] ??= { got: 0, weight: 0 });
      sum.got += got;
      sum.weight += weight;
    }
  return Object.fromEntries(Object.entries(sums).map(([family, { got, weight }]) => [family, got / weight]));
}

/** Paired: both scores come from the same boundary, in the same order. */
function difference(to: string, ours: readonly Score[], theirs: readonly Score[]): Report['differences'] {
  const bySession = Map.groupBy(theirs, ({ session }) => session);
  const paired = [...Map.groupBy(ours, ({ session }) => session)].flatMap(([session, list]) => {
    const others = bySession.get(session) ?? [];
    if (others.length !== list.length) return []; // some boundaries have no such candidate
    return list.map(({ recall }, at) => ({ session, value: recall - (others[at]?.recall ?? 0) }));
  });
  if (paired.length === 0) return [];
  const { mean: value, low, high } = estimate(paired);
  return [{ to, mean: value, low, high }];
}

function recallOf(list: readonly Score[], candidates: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    candidates.flatMap((candidate) => {
      const own = list.filter((score) => score.candidate === candidate);
      return own.length === 0 ? [] : [[candidate, mean(own.map(({ recall }) => recall))]];
    }),
  );
}

function state(candidate: string, states: readonly StateScore[]): Report['state'] {
  const own = states.filter((one) => one.candidate === candidate);
  if (own.length === 0) return [];
  const byFamily = [...Map.groupBy(own, ({ family }) => family)];
  return [
    {
      candidate,
      facts: own.length,
      recall: share(own),
      families: Object.fromEntries(byFamily.map(([family, list]) => [family, share(list)])),
    },
  ];
}

function share(list: readonly StateScore[]): number {
  return list.filter(({ carried }) => carried).length / list.length;
}
