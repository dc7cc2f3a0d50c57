import type { Place } from '../session/events.ts';
import type { GlimpseFact } from './facts.ts';
import { seenAt } from './ledger.ts';
import type { OpenAction } from './open-calls.ts';
import { factPath, looksLikeFile } from './paths.ts';
import { namesIn, referencesIn } from './references.ts';
import { isTrivial, programOf } from './trivial-commands.ts';

/** Only the end of a transcript is looked at so closely: what was shown long ago and never named since is over. */
export const GLIMPSE_BYTES = 512 * 1024;
/** Of an output only its beginning. */
const SEARCHED_CHARS = 4000;
/** At most so many, the newest. */
const LIMIT = 200;

type Found = Pick<GlimpseFact, 'kind' | 'text'>;

/**
 * Files, names and references that tools showed lately and nobody has named yet: what was found by a search, defined in a
 * file that was read, listed by git, or told by a sub-agent. Only the last sighting counts, so that reading a transcript in
 * parts gives the same as reading it at once.
 */
export class GlimpsesFold {
  /** By kind and text, the newest last. */
  readonly #seen: Map<string, GlimpseFact>;

  constructor(entries: readonly GlimpseFact[] = []) {
    this.#seen = new Map(entries.map((fact) => [keyOf(fact), fact]));
  }

  shown(
    action: OpenAction,
    output: string,
    place: Place,
    where: { root?: string | undefined; cwd?: string | undefined },
  ): void {
    for (const found of findings(action, output.slice(0, SEARCHED_CHARS))) {
      const text = found.kind === 'file' ? factPath(found.text, where.root, where.cwd) : found.text;
      const fact: GlimpseFact = { ...seenAt(place), kind: found.kind, text };
      const key = keyOf(fact);
      this.#seen.delete(key);
      this.#seen.set(key, fact);
    }
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size <= LIMIT) return;
      this.#seen.delete(oldest);
    }
  }

  /** Those within reach of the end, oldest first. */
  facts(lastOffset: number): GlimpseFact[] {
    return [...this.#seen.values()].filter(({ last }) => last >= lastOffset - GLIMPSE_BYTES);
  }
}

function keyOf({ kind, text }: Found): string {
  return `${kind} ${text}`;
}

function findings(action: OpenAction, text: string): Found[] {
  switch (action.type) {
    case 'mention':
      return [...files(text), ...symbols(namesIn(text))];
    case 'read':
      return symbols(definedIn(text));
    case 'other':
      return action.isReport ? [...files(text), ...symbols(namesIn(text)), ...references(text)] : [];
    case 'command': {
      const programs = new Set(action.segments.map(({ words }) => programOf(words)));
      if (programs.has('git') || programs.has('gh')) return [...references(text), ...files(text)];
      if (!action.segments.every(isTrivial)) return files(text);
      return [...files(text), ...symbols(namesIn(text))];
    }
    default:
      return [];
  }
}

const DEFINITION =
  /\b(?:func(?: \([^)\n]{0,60}\))?|def|class|type|struct|interface|function|fn|enum|trait|module|const|let|var|val) (\w{6,60})\b/g;

function* definedIn(text: string): Generator<string> {
  for (const [, name = ''] of text.matchAll(DEFINITION)) yield* namesIn(name);
}

const PATH = /(?:[\w@.+~-]*\/)+[\w@+-][\w@.+-]*\.[A-Za-z]\w{0,9}\b/g;

function files(text: string): Found[] {
  if (!text.includes('/')) return [];
  return [...text.matchAll(PATH)]
    .map(([path]) => path)
    .filter((path) => looksLikeFile(path))
    .map((path) => ({ kind: 'file', text: path }));
}

function symbols(names: Iterable<string>): Found[] {
  return [...names].map((text) => ({ kind: 'symbol', text }));
}

function references(text: string): Found[] {
  return referencesIn(text).map((reference) => ({ kind: 'reference', text: reference }));
}
