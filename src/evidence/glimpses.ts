import type { Place } from '../session/events.ts';
import type { GlimpseFact } from './facts.ts';
import { seenAt } from './ledger.ts';
import type { OpenAction } from './open-calls.ts';
import { factPath, looksLikeFile } from './paths.ts';
import { namesIn, referencesIn } from './references.ts';
import { isTrivial, programOf } from './trivial-commands.ts';

/** Only the end of a transcript is looked at so closely: what was shown long ago and never named since is over. */
export const GLIMPSE_BYTES = 1024 * 1024;
/** Of an output only its beginning; of a file that was read all that was shown, but only so many names. */
const SEARCHED_CHARS = 4000;
const NAMES_OF_FILE = 40;
/** At most so many of each kind, the newest. */
const LIMITS: Record<GlimpseFact['kind'], number> = { file: 300, symbol: 200, reference: 60 };

type Found = Pick<GlimpseFact, 'kind' | 'text'>;

/**
 * Files, names and references that tools showed lately and nobody has named yet: what was found by a search, defined in a
 * file that was read, listed by git, or told by a sub-agent. Only the last sighting counts, so that reading a transcript in
 * parts gives the same as reading it at once.
 */
export class GlimpsesFold {
  /** Outputs within reach of the newest, not looked at before they are asked for: what falls out of reach costs nothing. */
  #waiting: Shown[] = [];
  /** By text, the newest last. */
  readonly #seen: Record<GlimpseFact['kind'], Map<string, GlimpseFact>> = {
    file: new Map(),
    symbol: new Map(),
    reference: new Map(),
  };

  constructor(entries: readonly GlimpseFact[] = []) {
    for (const fact of entries) this.#seen[fact.kind].set(fact.text, fact);
  }

  shown(action: OpenAction, output: string, place: Place, where: Where): void {
    const { root, cwd } = where;
    this.#waiting.push({ action, output, place, where: { root, cwd } });
    // At once: a cut output holds on to the whole, which may be a record of many megabytes.
    while ((this.#waiting[0]?.place.offset ?? place.offset) < place.offset - GLIMPSE_BYTES)
      this.#waiting.shift();
  }

  /** Those within reach of the end, of each kind the oldest first. */
  facts(lastOffset: number): GlimpseFact[] {
    for (const shown of this.#waiting)
      if (shown.place.offset >= lastOffset - GLIMPSE_BYTES) this.#look(shown);
    this.#waiting = [];
    return Object.values(this.#seen)
      .flatMap((seen) => [...seen.values()])
      .filter(({ last }) => last >= lastOffset - GLIMPSE_BYTES);
  }

  #look({ action, output, place, where }: Shown): void {
    for (const { kind, text: found } of findings(action, output)) {
      const text = kind === 'file' ? factPath(found, where.root, where.cwd) : found;
      const seen = this.#seen[kind];
      seen.delete(text);
      seen.set(text, { ...seenAt(place), kind, text });
      for (const oldest of seen.keys()) {
        if (seen.size <= LIMITS[kind]) break;
        seen.delete(oldest);
      }
    }
  }
}

interface Where {
  root?: string | undefined;
  cwd?: string | undefined;
}

interface Shown {
  action: OpenAction;
  output: string;
  place: Place;
  where: Where;
}

/** Words beside which something secret may stand. */
const CREDENTIAL =
  /pass(?:w|phrase|code)|pwd|secret|token|api.?key|private.?key|access.?key|credential|auth|bearer|login|[a-z]:\/\/[^\s/]*@/i;

/** Without lines that may show a secret, and those behind them: taken out of its line, nothing would tell it any more. */
function harmless(text: string): string {
  if (!CREDENTIAL.test(text)) return text;
  const lines = text.split('\n');
  const isSuspect = lines.map((line) => CREDENTIAL.test(line));
  return lines.filter((_, index) => !isSuspect[index] && !isSuspect[index - 1]).join('\n');
}

function findings(action: OpenAction, output: string): Found[] {
  if (action.type === 'read') return symbols(mainNames(harmless(output)));
  const text = harmless(output.slice(0, SEARCHED_CHARS));
  switch (action.type) {
    case 'mention':
      return [...files(text), ...symbols(namesIn(text))];
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

/** The names that a file is about: those that it defines, and those that it has most often; the main ones last. */
function mainNames(text: string): string[] {
  const counts = new Map<string, number>();
  for (const name of namesIn(text)) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [, name = ''] of text.matchAll(DEFINITION)) {
    const count = counts.get(name);
    if (count !== undefined) counts.set(name, count + DEFINED);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => a - b)
    .slice(-NAMES_OF_FILE)
    .map(([name]) => name);
}

/** A definition says as much as so many uses. */
const DEFINED = 2;

/** Not behind `=`, `:` or `@`, where it may be a value or stand behind a user. */
const PATH =
  /(?<![\w@.+~/:=-])(?:[\w.+~-][\w@.+~-]*)?(?:\/[\w@.+~-]+)*\/[\w@+-][\w@.+-]*\.[A-Za-z]\w{0,9}\b/g;

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
