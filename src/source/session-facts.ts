import type { SessionPatch } from '../session/events.ts';
import { asObject } from './json.ts';

type Fact = Exclude<keyof SessionPatch, 'kind'>;

const FACTS: readonly Fact[] = [
  'nativeId',
  'cwd',
  'branch',
  'commit',
  'model',
  'agentVersion',
  'title',
  'parentId',
];
/** Longer ones are not believed. */
const MAX_FACT_LENGTH = 1024;

/** What is known about the session so far, so that agents which repeat it on every record are heard once. */
export class SessionFacts {
  readonly #known = new Map<Fact, string>();

  constructor(state?: unknown) {
    this.update(asObject(state) ?? {});
  }

  get(fact: Fact): string | undefined {
    return this.#known.get(fact);
  }

  /** The part of `found` that is new, as an event; undefined when there is none. Takes only non-empty strings. */
  update(found: { readonly [fact in Fact]?: unknown }): SessionPatch | undefined {
    let patch: SessionPatch | undefined;
    for (const fact of FACTS) {
      const value = found[fact];
      if (typeof value !== 'string' || value === this.#known.get(fact)) continue;
      if (value === '' || value.length > MAX_FACT_LENGTH) continue;
      this.#known.set(fact, value);
      patch ??= { kind: 'session' };
      patch[fact] = value;
    }
    return patch;
  }

  /** What is known, as JSON that the constructor takes. */
  state(): unknown {
    return Object.fromEntries(this.#known);
  }
}
