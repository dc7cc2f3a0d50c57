import { checkOf } from '../evidence/checks.ts';
import type {
  CommandFact,
  Facts,
  FailureFact,
  FileFact,
  ReferenceFact,
  Seen,
  Sightings,
  SymbolFact,
} from '../evidence/facts.ts';
import { heatAt } from '../evidence/ledger.ts';

/** What is known of a fact that tells whether the next session will need it. All are about 0 to 10; unknown is far away. */
export type Features = Record<string, number>;

/** Kinds of facts whose worth is learned. */
export interface FactOfKind {
  command: CommandFact;
  file: FileFact;
  failure: FailureFact;
  reference: ReferenceFact;
  symbol: SymbolFact;
}
export type LearnedKind = keyof FactOfKind;

/** The age of what never happened: as if it lay some thousand events back. */
const NEVER = 8;

type FeaturesOf = { [K in LearnedKind]: (fact: FactOfKind[K], scene: Scene) => Features };

/** What facts of a session are seen against. */
class Scene {
  readonly #facts: Facts;
  readonly #cores = new Map<string, CommandFact[]>();
  readonly #request: string;
  readonly #reply: string;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#request = facts.requests.findLast(({ type }) => type === 'request')?.text ?? '';
    this.#reply = facts.lastReply ?? '';
    for (const fact of facts.commands.toSorted((a, b) => b.last - a.last)) {
      const core = coreOf(fact.command);
      this.#cores.set(core, [...(this.#cores.get(core) ?? []), fact]);
    }
  }

  /** How long ago, as the logarithm of the number of events. */
  age(index: number | undefined): number {
    return index === undefined ? NEVER : Math.log1p(Math.max(0, this.#facts.events - index));
  }

  /** What every kind has. */
  common(fact: Seen, text: string): Features {
    return {
      age: this.age(fact.index),
      span: Math.log1p((this.#facts.events * (this.#facts.lastOffset - fact.first)) / (this.#facts.lastOffset + 1)),
      count: Math.log1p(fact.count),
      heat: Math.log1p(heatAt(fact, this.#facts.events)),
      length: Math.log(Math.max(1, text.length)),
      inRequest: Number(this.#request.includes(text)),
      inReply: Number(this.#reply.includes(text)),
      session: Math.log1p(this.#facts.events),
    };
  }

  sightings(name: string, sightings: Sightings | undefined): Features {
    return {
      [name]: Math.log1p(sightings?.count ?? 0),
      [`${name}Age`]: this.age(sightings?.index),
      [`${name}Heat`]: sightings ? Math.log1p(heatAt(sightings, this.#facts.events)) : 0,
    };
  }

  /** How many later commands begin with the same two words. */
  laterAlike(fact: CommandFact): number {
    return (this.#cores.get(coreOf(fact.command)) ?? []).indexOf(fact);
  }
}

/** Features of the facts of one session. */
export function featuresIn(
  facts: Facts,
): <K extends LearnedKind>(kind: K, fact: FactOfKind[K], text: string) => Features {
  const scene = new Scene(facts);
  return (kind, fact, text) => ({ ...scene.common(fact, text), ...OWN[kind](fact, scene) });
}

const OWN: FeaturesOf = {
  command: (fact, scene) => ({
    ok: fact.ok === undefined ? 0 : fact.ok ? 1 : -1,
    isCheck: Number(checkOf(fact.command) !== undefined),
    alike: Math.log1p(scene.laterAlike(fact)),
  }),
  file: (fact, scene) => ({
    edits: Math.log1p(fact.edits),
    editAge: scene.age(fact.edited),
    reads: Math.log1p(fact.reads),
    depth: fact.path.split('/').length - 1,
    isOutside: Number(/^(?:\/|~|[A-Za-z]:)/.test(fact.path)),
    isTest: Number(/(?:^|[/._-])(?:tests?|specs?)(?:[/._-]|$)/i.test(fact.path)),
  }),
  failure: (fact) => ({
    isTest: Number(/^(?:--- FAIL|FAIL|not ok|[✗✕×❌●])/.test(fact.text)),
  }),
  reference: (fact, scene) => ({
    ...scene.sightings('said', fact.said),
    isUrl: Number(fact.type === 'url'),
    isIssue: Number(fact.type === 'issue'),
    isCommit: Number(fact.type === 'commit'),
    isId: Number(fact.type === 'id'),
  }),
  symbol: (fact, scene) => ({
    ...scene.sightings('said', fact.said),
    ...scene.sightings('written', fact.written),
    isTest: Number(/^(?:Test[A-Z0-9_]|test_)/.test(fact.name)),
    isUpper: Number(/^[A-Z]/.test(fact.name)),
    hasUnderscore: Number(fact.name.includes('_')),
  }),
};

function coreOf(command: string): string {
  return command.split(' ', 2).join(' ');
}
