import { strangeness } from '../redact/randomness.ts';
import type { Place } from '../session/events.ts';
import type { ReferenceFact, SymbolFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { isSampleId } from './sample-ids.ts';

const REFERENCES_LIMIT = 200;
const SYMBOLS_LIMIT = 400;
/** Of a long output only its ends are searched: ids stand in first and last lines. */
const OUTPUT_END_CHARS = 1500;

type Found = Pick<ReferenceFact, 'text' | 'type'>;

interface Kind {
  type: ReferenceFact['type'];
  /** Cheap and necessary: most texts hold no reference of a kind. */
  mark: RegExp | string;
  /** The reference is its first group, or all of it. */
  pattern: RegExp;
  /** Whether it counts in the output of a tool too, which is full of numbers and hashes. */
  isUnmistakable: boolean;
}

const URL = /https?:\/\/[^\s"'<>)\]}`\\]{4,200}/g;

const KINDS: readonly Kind[] = [
  {
    type: 'address',
    mark: /[st1.]:\d\d/,
    pattern: /\b(?:localhost|(?:\d{1,3}\.){3}\d{1,3}):\d{2,5}\b/g,
    isUnmistakable: true,
  },
  {
    type: 'address',
    mark: /port/i,
    pattern: /\bports? \d{2,5}\b/gi,
    isUnmistakable: true,
  },
  {
    type: 'id',
    mark: /[0-9a-f]-[0-9a-f]{4}-/,
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    isUnmistakable: true,
  },
  {
    type: 'id',
    mark: /\b(?:id|ID|Id)\b/,
    pattern: /\b(?:id|ID|Id)["'`]?(?: is)?[:= ] ?["'`]?((?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{6,64})(?![\w-])/g,
    isUnmistakable: true,
  },
  { type: 'issue', mark: /[A-Z0-9]-\d/, pattern: /\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b/g, isUnmistakable: true },
  {
    type: 'issue',
    mark: '#',
    // Six digits, or any behind a property of a style, are a colour.
    pattern:
      /(?<![\w&/])(?<!\b(?:colou?r|background|fill|stroke|border|shadow)[^#;\n]{0,24})#[1-9]\d{0,4}(?![\w-])/gi,
    isUnmistakable: false,
  },
  {
    type: 'issue',
    mark: /[RrEe] #?\d|quest #?\d/,
    pattern: /\b(?:PR|MR|[Ii]ssue|[Pp]ull [Rr]equest) #?\d{1,6}\b/g,
    isUnmistakable: true,
  },
  {
    type: 'commit',
    mark: /[0-9a-f]{7}/,
    pattern: /(?<![\w./-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w./-])/g,
    isUnmistakable: false,
  },
];

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
    for (const found of references(text, KINDS)) this.#sight(found, place);
  }

  shown(output: string, place: Place): void {
    if (output.length <= OUTPUT_END_CHARS * 2) return this.#shownPart(output, place);
    this.#shownPart(output.slice(0, OUTPUT_END_CHARS), place);
    this.#shownPart(output.slice(-OUTPUT_END_CHARS), place);
  }

  facts(): ReferenceFact[] {
    return this.#ledger.values();
  }

  #shownPart(text: string, place: Place): void {
    for (const found of references(text, UNMISTAKABLE)) this.#sight(found, place);
    if (!text.includes('] ')) return;
    for (const [, hash] of text.matchAll(/^\[[^\]\n]{1,80} ([0-9a-f]{7,12})\]/gm)) {
      if (hash) this.#sight({ text: hash, type: 'commit' }, place);
    }
  }

  #sight(found: Found, place: Place): void {
    this.#ledger.sight(found.text, place, (seen) => ({ ...seen, ...found }));
  }
}

/** All references in a text, however they could be mistaken. */
export function referencesIn(text: string): string[] {
  return references(text, KINDS).map((found) => found.text);
}

const UNMISTAKABLE = KINDS.filter(({ isUnmistakable }) => isUnmistakable);

function references(text: string, kinds: readonly Kind[]): Found[] {
  const found: Found[] = [];
  let rest = text;
  if (text.includes('http')) {
    // What stands in a URL is part of it.
    rest = text.replace(URL, (url) => {
      found.push({ text: withoutTracking(url.replace(/[.,;:!?*_]+$/, '')), type: 'url' });
      return ' ';
    });
  }
  for (const { type, mark, pattern } of kinds) {
    if (typeof mark === 'string' ? !rest.includes(mark) : !mark.test(rest)) continue;
    for (const [whole, named] of rest.matchAll(pattern)) {
      const reference = named ?? whole;
      const isNothing =
        type === 'issue'
          ? NOT_KEYS.test(reference)
          : (type === 'id' || type === 'commit') && isSampleId(reference);
      if (!isNothing) found.push({ text: reference, type });
    }
  }
  return found;
}

const TRACKING = /([?&])(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&#]*/g;

/** Where a link was clicked says nothing about where it leads. */
function withoutTracking(url: string): string {
  if (!TRACKING.test(url)) return url;
  return url
    .replace(TRACKING, '$1')
    .replace(/&{2,}/g, '&')
    .replace('?&', '?')
    .replace(/[?&](?=#|$)/, '');
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
