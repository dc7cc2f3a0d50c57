import { firstTwoWords, normalCommand } from './commands.ts';
import { hasToken, type Fact } from './facts.ts';
import { masked } from './keys.ts';

/** A candidate's text, with what matching asks again and again. */
export interface Candidate {
  text: string;
  masked: string;
  /** How many paths of the candidate have this base name. */
  baseNames: Map<string, number>;
}

const PATH = /(?:[\w@.+~-]+\/)*[\w@+-][\w@.+-]*\.[A-Za-z][A-Za-z0-9]{0,6}/g;

/** `src/{a.ts, b.ts}`, as shells write it. */
const BRACES = /([\w@.+~/-]*\/)\{([^{}\n]+)\}/g;

export function candidate(written: string): Candidate {
  const text = written.replace(BRACES, (_, folder: string, names: string) =>
    names
      .split(/,\s*/)
      .map((name) => folder + name)
      .join(', '),
  );
  const baseNames = new Map<string, number>();
  for (const path of new Set([...text.matchAll(PATH)].map(([found]) => found))) {
    const name = baseName(path);
    baseNames.set(name, (baseNames.get(name) ?? 0) + 1);
  }
  return { text, masked: text.split('\n').map(masked).join('\n'), baseNames };
}

export interface Carried {
  /** Share of the facts' weight, 0 to 1. */
  recall: number;
  byFamily: Record<string, { got: number; weight: number }>;
}

/** How much of the facts a text carries. */
export function carried(facts: readonly Fact[], text: string): Carried {
  const found = candidate(text);
  const byFamily: Carried['byFamily'] = {};
  let got = 0;
  let total = 0;
  for (const fact of facts) {
    const credit = match(fact, found) * fact.weight;
    const family = (byFamily[fact.family] ??= { got: 0, weight: 0 });
    family.got += credit;
    family.weight += fact.weight;
    got += credit;
    total += fact.weight;
  }
  return { recall: got / total, byFamily };
}

const NAME_CHARACTER = /[\w-]/;
const PATH_CHARACTER = /[\w/-]/;
const COMMAND_CHARACTER = /[\w:./-]/;

/** How well a candidate carries a fact: 1, .5 or 0. */
export function match({ family, text }: Fact, found: Candidate): number {
  switch (family) {
    case 'FILE':
      return matchFile(text, found);
    case 'CMD':
      if (hasToken(found.text, normalCommand(text), COMMAND_CHARACTER)) return 1;
      return hasToken(found.text, firstTwoWords(text), COMMAND_CHARACTER) ? 0.5 : 0;
    case 'ERR':
      return found.masked.includes(text) || carriesText(text, found.masked) ? 1 : 0;
    default:
      return hasToken(found.text, text) ? 1 : 0;
  }
}

/** The full path, or a suffix with a folder: 1. Only the base name: 1 when it is unique, else .5. */
function matchFile(path: string, found: Candidate): number {
  const parts = path.split('/');
  for (let from = 0; from < parts.length - 1; from++) {
    if (hasToken(found.text, parts.slice(from).join('/'), NAME_CHARACTER)) return 1;
  }
  const name = baseName(path);
  // Behind a slash it is the name of another file.
  if (!hasToken(found.text, name, PATH_CHARACTER)) return 0;
  return (found.baseNames.get(name) ?? 0) <= 1 ? 1 : 0.5;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const WINDOW_CHARS = 400;
const NEGATION = /\b(?:not?|never|don['’]?t|do not|without|avoid|stop|refused?|reject(?:ed)?)\b/i;

/** Whether a candidate says a text's words close together, and neither more nor less negated. */
export function carriesText(text: string, found: string): boolean {
  const words = contentTokens(text);
  if (words.length === 0) return false;
  const lower = found.toLowerCase();
  const anchors = words.flatMap((word) => positions(lower, word));
  return anchors.some((at) => {
    const window = found.slice(Math.max(0, at - WINDOW_CHARS / 2), at + WINDOW_CHARS / 2);
    const low = window.toLowerCase();
    const share = words.filter((word) => low.includes(word)).length / words.length;
    return share >= 0.6 && (!NEGATION.test(text) || NEGATION.test(window));
  });
}

function positions(text: string, word: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(word); at !== -1 && found.length < 20; at = text.indexOf(word, at + 1))
    found.push(at);
  return found;
}

const STOP = new Set(
  'the a an and or to of in on at for with is are be it this that you i we me my our so as by'.split(' '),
);

export function contentTokens(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_./-]{2,}/gu) ?? [];
  return [...new Set(words.map((word) => word.replace(/^[./-]+|[./-]+$/g, '')))].filter(
    (word) => word.length > 1 && !STOP.has(word),
  );
}
