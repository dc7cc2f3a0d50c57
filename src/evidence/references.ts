import { strangeness } from '../redact/randomness.ts';
import type { Place } from '../session/events.ts';
import { shortFingerprint } from '../source/fingerprint.ts';
import type { ReferenceFact, SymbolFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import {
  endpointOf,
  isSameEndpoint,
  isSameSubject,
  lineOf,
  movesIn,
  type Moves,
} from './moved-references.ts';
import { KINDS, references, UNMISTAKABLE, type Found } from './reference-kinds.ts';

const REFERENCES_LIMIT = 200;
const SYMBOLS_LIMIT = 400;
/** Of a long output only its ends are searched: ids stand in first and last lines. */
const OUTPUT_END_CHARS = 1500;

/** References to what is not in the work tree: issues, URLs, addresses, commits, ids. */
export class ReferencesFold {
  readonly #ledger: Ledger<ReferenceFact>;

  constructor(entries: readonly ReferenceFact[] = []) {
    this.#ledger = new Ledger({
      limit: REFERENCES_LIMIT,
      maxBytes: 16_000,
      keyOf: (fact) => fact.text,
      entries,
    });
  }

  /** Commands, and links that were recorded. */
  said(text: string, place: Place): void {
    for (const found of references(text, KINDS)) this.#sight(found, place);
  }

  /** Words of the user or the agent: they may also tell that something moved. */
  told(text: string, who: 'user' | 'agent', place: Place): void {
    this.said(text, place);
    for (const moves of movesIn(text)) {
      const current = moves.current
        .map((name) => this.#ledger.get(name))
        .filter((fact) => fact !== undefined);
      for (const fact of current) {
        if (who === 'user' || moves.isMove) fact.superseded = undefined;
        if (isBetter(moves.subject, fact.about, who)) this.#ledger.reword(fact, { about: moves.subject });
      }
      if (moves.isMove) this.#moved(moves, current, place);
    }
  }

  /** `by`: the command that showed it. */
  shown(output: string, place: Place, by?: string): void {
    if (output.length <= OUTPUT_END_CHARS * 2) return this.#shownPart(output, place, by);
    this.#shownPart(output.slice(0, OUTPUT_END_CHARS), place, by);
    this.#shownPart(output.slice(-OUTPUT_END_CHARS), place, by);
  }

  facts(): ReferenceFact[] {
    return this.#ledger.values();
  }

  #moved({ former, subject }: Moves, current: readonly ReferenceFact[], place: Place): void {
    for (const name of former) this.#retire(name, 'told', current);
    const [now, another] = current;
    if (!now || another || former.some((name) => this.#ledger.get(name))) return;
    const before = [...this.#ledger].filter(
      (fact) =>
        fact !== now &&
        !fact.superseded &&
        fact.type !== 'issue' &&
        fact.last < place.offset &&
        fact.about !== undefined &&
        isSameSubject(fact, now, subject),
    );
    // When two may be meant, neither is known to be.
    if (new Set(before.map(({ about }) => about)).size === 1)
      for (const { text } of before) this.#retire(text, 'told', current);
  }

  /** What leads to the same place, however it is written, leads there no more. */
  #retire(name: string, how: 'told' | 'shown', but: readonly ReferenceFact[]): void {
    for (const fact of this.#ledger)
      if (!but.includes(fact) && isSameEndpoint(fact.text, name)) fact.superseded = how;
  }

  #shownPart(text: string, place: Place, by: string | undefined): void {
    const found = references(text, UNMISTAKABLE);
    const facts = found.map((one) => this.#sight(one, place));
    if (by !== undefined) this.#replaceShown(facts, place, { text, by });
    if (!text.includes('] ')) return;
    for (const [, hash] of text.matchAll(/^\[[^\]\n]{1,80} ([0-9a-f]{7,12})\]/gm)) {
      if (hash) this.#sight({ text: hash, type: 'commit' }, place);
    }
  }

  /** The same command prints the same line with another port: the server came up there instead. */
  #replaceShown(
    facts: readonly ReferenceFact[],
    place: Place,
    { text, by }: { text: string; by: string },
  ): void {
    for (const fact of facts) {
      const isEndpoint = fact.type === 'address' || fact.type === 'url';
      const endpoint = isEndpoint ? endpointOf(fact.text) : undefined;
      if (endpoint?.host === undefined || IS_TAKEN.test(text)) continue;
      const shownBy = shortFingerprint(`${by}\n${lineOf(text, fact.text)}`);
      for (const earlier of this.#ledger) {
        if (earlier.shownBy !== shownBy || earlier.last >= place.offset || earlier.superseded) continue;
        if (endpointOf(earlier.text)?.host === endpoint.host) this.#retire(earlier.text, 'shown', facts);
      }
      this.#ledger.reword(fact, { shownBy });
    }
  }

  #sight(found: Found, place: Place): ReferenceFact {
    const fact = this.#ledger.sight(found.text, place, (seen) => ({ ...seen, ...found }));
    // Whatever still tries the old address does not bring it back.
    if (fact.superseded === 'shown') fact.superseded = undefined;
    return fact;
  }
}

/** All references in a text, however they could be mistaken. */
export function referencesIn(text: string): string[] {
  return references(text, KINDS).map((found) => found.text);
}

/** Another one that runs already keeps its port. */
const IS_TAKEN = /\bin use\b|EADDRINUSE/i;

/** The user says what is there; of what the agent says, the fewest words. */
function isBetter(subject: string, before: string | undefined, who: 'user' | 'agent'): boolean {
  if (subject === '' || subject === before) return false;
  return who === 'user' || before === undefined || subject.length < before.length;
}

const ANY_URL = /\b[a-z][a-z0-9+.-]{1,20}:\/\/\S+/gi;
/** From here on letters stand beside each other as in a drawn token, not as in words. */
const STRANGE = 0.3;

/** A name stands alone among the facts, where nothing around it tells any more that it was a password. */
function mayBeSecret(name: string, before: string): boolean {
  return /(?:[^:]|^)[:=]$/.test(before) || strangeness(name) >= STRANGE;
}

const IDENTIFIER =
  /\b(?:[a-z]+(?:[A-Z][a-z0-9]*)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+|[a-zA-Z0-9]+(?:_[a-zA-Z0-9]+)+)\b/g;

/** Names in code, as they stand in a text; not those in URLs, and none that may be a secret. */
export function* namesIn(text: string): Generator<string> {
  const words = text.includes('://') ? text.replace(ANY_URL, ' ') : text;
  for (const { 0: name, index } of words.matchAll(IDENTIFIER)) {
    if (name.length < 6 || name.length > 60) continue;
    if (!mayBeSecret(name, words.slice(Math.max(0, index - 2), index))) yield name;
  }
}

/** Names in the code that the session worked with: searched for, delegated, written, or spoken of. */
export class SymbolsFold {
  readonly #ledger: Ledger<SymbolFact>;

  constructor(entries: readonly SymbolFact[] = []) {
    this.#ledger = new Ledger({
      limit: SYMBOLS_LIMIT,
      maxBytes: 20_000,
      keyOf: (fact) => fact.name,
      entries,
    });
  }

  /** Every name in a text. */
  named(text: string, place: Place): void {
    for (const name of namesIn(text)) this.#ledger.sight(name, place, (seen) => ({ ...seen, name }));
  }

  facts(): SymbolFact[] {
    return this.#ledger.values();
  }
}
