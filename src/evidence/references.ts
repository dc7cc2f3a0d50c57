import type { Place } from '../session/events.ts';
import type { ReferenceFact, SymbolFact } from './facts.ts';
import { Ledger } from './ledger.ts';

const REFERENCES_LIMIT = 200;
const SYMBOLS_LIMIT = 400;
/** Of a long output only its ends are searched: ids stand in first and last lines. */
const OUTPUT_END_CHARS = 1500;

const PATTERN =
  /(?<url>https?:\/\/[^\s"'<>)\]}`\\]{4,200})|(?<address>\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|(?:\d{1,3}\.){3}\d{1,3}):\d{2,5}\b)|(?<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)|(?<key>\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b)|(?<issue>(?<![\w&/])#\d{1,6}\b|\b(?:PR|MR|issue|pull request) #?\d{1,6}\b)|(?<commit>(?<![\w./-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w./-]))|(?<port>\bports? \d{2,5}\b)/gi;

const NOT_KEYS = /^(?:UTF|ISO|SHA|MD|RFC|HTTP|TLS|AES|ES|CP|UTC|GMT|X|V|TS|E|H|BASE|ARM|IPV|CVE-0)-/i;

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

  /** Words of the user or the agent, and commands. */
  said(text: string, place: Place): void {
    for (const match of text.matchAll(PATTERN)) {
      const found = reference(match);
      if (found) this.#ledger.sight(found.text, place, (seen) => ({ ...seen, ...found }));
    }
  }

  shown(output: string, place: Place): void {
    if (output.length <= OUTPUT_END_CHARS * 2) return this.#shownPart(output, place);
    this.#shownPart(output.slice(0, OUTPUT_END_CHARS), place);
    this.#shownPart(output.slice(-OUTPUT_END_CHARS), place);
  }

  facts(): ReferenceFact[] {
    return this.#ledger.values();
  }

  /** Outputs are full of numbers and hashes; only what is unmistakable counts. */
  #shownPart(text: string, place: Place): void {
    for (const match of text.matchAll(PATTERN)) {
      const found = reference(match);
      if (!found || found.type === 'commit' || found.text.startsWith('#')) continue;
      this.#ledger.sight(found.text, place, (seen) => ({ ...seen, ...found }));
    }
    for (const [, hash] of text.matchAll(/^\[[^\]\n]{1,80} ([0-9a-f]{7,12})\]/gm)) {
      if (hash) this.#ledger.sight(hash, place, (seen) => ({ ...seen, text: hash, type: 'commit' }));
    }
  }
}

function reference(match: RegExpMatchArray): Pick<ReferenceFact, 'text' | 'type'> | undefined {
  const { url, address, uuid, key, issue, commit, port } = match.groups ?? {};
  if (url !== undefined) return { text: url.replace(/[.,;:!?*_]+$/, ''), type: 'url' };
  if (address !== undefined) return { text: address, type: 'address' };
  if (port !== undefined) return { text: port, type: 'address' };
  if (uuid !== undefined) return { text: uuid, type: 'id' };
  if (key !== undefined)
    return key !== key.toUpperCase() || NOT_KEYS.test(key) ? undefined : { text: key, type: 'issue' };
  if (issue !== undefined) return { text: issue, type: 'issue' };
  if (commit !== undefined) return { text: commit, type: 'commit' };
  return undefined;
}

const IDENTIFIER =
  /\b(?:[a-z]+(?:[A-Z][a-z0-9]*)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+|[a-zA-Z0-9]+(?:_[a-zA-Z0-9]+)+)\b/g;

/** Names in the code that the session worked with: searched for, delegated, or quoted by the agent or the user. */
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

  /** Every identifier of a search pattern or a prompt. */
  named(text: string, place: Place): void {
    for (const [name] of text.matchAll(IDENTIFIER)) {
      if (name.length >= 6 && name.length <= 60)
        this.#ledger.sight(name, place, (seen) => ({ ...seen, name }));
    }
  }

  /** Identifiers in what the agent put in back-ticks. */
  replied(text: string, place: Place): void {
    for (const [, quoted = ''] of text.matchAll(/`([^`\n]{3,100})`/g)) this.named(quoted, place);
  }

  facts(): SymbolFact[] {
    return this.#ledger.values();
  }
}
