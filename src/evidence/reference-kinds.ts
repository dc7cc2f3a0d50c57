import { withoutHidden } from '../session/visible-text.ts';
import type { ReferenceFact } from './facts.ts';
import { isSampleId } from './sample-ids.ts';

/** A reference as it stands in a text. */
export type Found = Pick<ReferenceFact, 'text' | 'type'>;

interface Kind {
  type: ReferenceFact['type'];
  /** Cheap and necessary: most texts hold no reference of a kind. */
  mark: RegExp | string;
  /** The reference is its first group, or all of it. */
  pattern: RegExp;
  /** Whether it counts in the output of a tool too, which is full of numbers and hashes. */
  isUnmistakable: boolean;
}

const NOUN =
  '(?:[Dd]eployment|[Bb]uild|[Jj]ob|[Rr]un|[Pp]ipeline|[Ww]orkflow|[Ee]xecution|[Rr]elease|[Ii]ncident|[Tt]icket|[Tt]ransaction|[Bb]atch|[Ss]napshot|[Oo]peration|[Rr]equest|[Oo]rder|[Ii]nvoice)';
const URL = /https?:\/\/[^\s"'<>)\]}`\\]{4,200}/g;

export const KINDS: readonly Kind[] = [
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
  {
    type: 'id',
    mark: /[a-z][_-][0-9A-Za-z]{6}/,
    // Ids of services carry their kind in front. Prefixes of keys and tokens are not among them.
    pattern:
      /(?<![\w./@$-])(?:(?:dpl|deploy|deployment|run|job|task|req|request|build|bld|exec|execution|order|evt|event|txn|batch|wf|workflow|pipeline|release|snap|snapshot|svc|operation|trace|span|incident|case|ticket|env|prj|proj|acct|cus|sub|inv)[_-](?=[A-Za-z0-9]{0,40}\d[A-Za-z0-9]{0,40}\d)[A-Za-z0-9]{8,40}|(?:i|ami|vol|snap|sg|vpc|subnet|eni|igw|rtb|lt)-[0-9a-f]{8,17})(?![\w./=-]*[\w/=])/g,
    isUnmistakable: true,
  },
  {
    type: 'id',
    mark: new RegExp(String.raw`${NOUN}(?: (?:id|ID|no\.?|number))?[ :#]{1,2}["'\x60]?[\w-]{0,63}\d`),
    // "Deployment b7Kq92xz is ready": announced by what it is. Of bare numbers a sign or what became of it must tell
    // that they name something: "Build #4711", "job 81932 queued".
    pattern: new RegExp(
      String.raw`\b${NOUN}(?:${[
        String.raw`(?: (?:id|ID|no\.?|number))?[ :#]{1,2}["'\x60]?((?=[\w-]*\d[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9][\w-]{6,63})(?![\w./:-]*[\w/])`,
        String.raw` (?:#|no\.? |number |id |ID ):?\d{2,12}(?![\w./-]*\w)`,
        String.raw` \d{3,12}(?=(?: (?:is|was|has|has been))? (?:succeeded|passed|failed|finished|completed|queued|started|created|submitted|scheduled|triggered|cancelled|canceled|running|ready|deployed)\b)`,
      ].join('|')})`,
      'g',
    ),
    isUnmistakable: true,
  },
  { type: 'issue', mark: /[A-Z0-9]-\d/, pattern: /\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b/g, isUnmistakable: true },
  {
    type: 'issue',
    mark: '#',
    // Six digits, or any behind a property of a style, are a colour.
    pattern:
      /(?<![\w&/])(?<!\b(?:colou?r|background|fill|stroke|border|shadow)[^#;\n]{0,24})(?<!\b(?:build|job|run|pipeline|deployment|release) )#[1-9]\d{0,4}(?![\w-])/gi,
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

/** Those that count in the output of a tool. */
export const UNMISTAKABLE = KINDS.filter(({ isUnmistakable }) => isUnmistakable);

export function references(text: string, kinds: readonly Kind[]): Found[] {
  const found: Found[] = [];
  let rest = text;
  if (text.includes('http')) {
    // What stands in a URL is part of it.
    rest = text.replace(URL, (url) => {
      found.push({ text: withoutTracking(withoutHidden(url).replace(/[.,;:!?*_]+$/, '')), type: 'url' });
      return ' ';
    });
  }
  for (const { type, mark, pattern } of kinds) {
    if (typeof mark === 'string' ? !rest.includes(mark) : !mark.test(rest)) continue;
    for (const { 0: whole, 1: named, index } of rest.matchAll(pattern)) {
      const reference = named ?? whole;
      if (type === 'id' && SECRET_BEFORE.test(rest.slice(Math.max(0, index - 30), index))) continue;
      const isNothing =
        type === 'issue'
          ? NOT_KEYS.test(reference)
          : (type === 'id' || type === 'commit') && isSampleId(reference);
      if (!isNothing) found.push({ text: reference, type });
    }
  }
  return found;
}

/** An id that is given as a key stands alone among the facts, where nothing tells any more that it was one. */
const SECRET_BEFORE =
  /(?:token|secret|passw(?:or)?d|passphrase|pwd|auth\w*|bearer|credentials?|(?:api|access|private)[ _-]?key|\bkey)\W{0,3}(?:is\W{1,2})?$/i;

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
