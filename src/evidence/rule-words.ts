/** Whether two sentences speak of the same rule, by their words. */
import { contentWords, coverage } from './wording.ts';

/** Share of a rule's words that a sentence must repeat to lift it. */
const LIFT_COVERAGE = 0.5;
const MAX_REMEMBERED = 1000;

/** Rules are compared with every sentence that lifts or sets one: what was found in them is kept. */
function remembered(find: (text: string) => ReadonlySet<string>): (text: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const found = find(text);
    known.set(text, found);
    return found;
  };
}

const wordsOf = remembered(contentWords);

const NAME = /[\p{L}\p{N}_@./-]*[\p{L}\p{N}](?:[_/]|[.-](?=[\p{L}\p{N}]))[\p{L}\p{N}_@./-]*/gu;

/** Paths, identifiers and versions: what a rule is about, whatever else it says. */
const namesIn = remembered((text) => contentWords(text.match(NAME)?.join(' ') ?? ''));

const SETTING =
  /\b(?:port|branch|version|region|model|host|domain|channel|environment|database|bucket)s?(?: (?:is|to|called|named))? [`"']?([\w./-]+)/gi;

/** When a rule holds: "before you reindex otter-7", "wenn Modul 3 …". What stands there is what the rule is about. */
const CONDITION =
  /\b(?:before|when(?:ever)?|while|if|unless|once|each time|every time|bevor|ehe|wenn|falls|sobald|avant|quand|lorsque|antes|cuando|antes|quando|prima|se|si)\b[^,;，；]*|(?:перед|прежде|если|когда)[^,;]*|[^,;，；。]*(?:之前|以前|的时候|前に|ときは?|전에)/giu;
/** A limit is what a rule sets, wherever it stands. */
const LIMIT =
  /\b(?:than|over|above|under|below|within|at (?:least|most)|up to|max(?:imum)?|min(?:imum)?) \W?(\d[\d.,]*)/gi;
/** `300`, `40ms`, `7.19`, `v2.1.0-rc.1`, `2026-03-02`: a digit within a name, as in `otter-7`, tells things apart. */
const NUMBER =
  /^(?:v?\d+(?:[.,]\d+)*(?:-(?:rc|alpha|beta)[\w.]*)?|\d[\d.,]*(?:ms|s|m|h|d|min|kb|mb|gb|tb|k|px|rem|em)|\d{4}-\d\d-\d\d)$/;

/** What a rule sets: its numbers, and what follows "port", "branch" and the like. */
const valuesIn = remembered((text) => {
  const set = text.replace(CONDITION, ' ');
  const settings = [...set.matchAll(SETTING)].map(([, value = '']) => value);
  const limits = [...text.matchAll(LIMIT)].map(([, value = '']) => value);
  const numbers = [...contentWords(set)].filter((word) => NUMBER.test(word));
  return new Set([...contentWords(settings.join(' ')), ...limits, ...numbers]);
});

/** How well `words` repeat a rule, 0 when they speak of something else: by its words, or by all that it names. */
export function repeatsRule(words: string, rule: string): number {
  const said = wordsOf(words);
  const share = coverage(wordsOf(rule), said);
  return share >= LIFT_COVERAGE || coverage(namesIn(rule), said) === 1 ? share : 0;
}

const PROHIBITION =
  /\b(?:never|not|no|nothing|nowhere|nobody|avoid|without|stop|don['’]?t|nicht|nie|niemals|keine?[nrms]?|nirgend(?:s|wo)|ohne|ne|pas|jamais|aucune?|nulle part|nunca|ning(?:ún|una)|sin|não|nunca|nenhum|non|mai|sem|senza)\b|n['’](?:t\b|\w+ (?:pas|plus|jamais))|(?<!\p{L})(?:не|нет|нельзя|никогда|нигде|без)(?!\p{L})|jamás|[不禁勿别別]|ない|ません|마/iu;

/**
 * Whether `later` sets what `earlier` set to another value: the port, the branch, a number. Prohibitions stand beside
 * each other, whatever they name.
 */
export function isOtherValue(earlier: string, later: string): boolean {
  // "on port 4000, not 3000" is no prohibition.
  if (
    earlier === later ||
    PROHIBITION.test(earlier) ||
    PROHIBITION.test(later.replace(/\bnot\b[^a-z]*$/i, ''))
  )
    return false;
  const before = valuesIn(earlier);
  const after = valuesIn(later);
  if (before.size === 0 || after.size === 0 || coverage(after, before) === 1) return false;
  const rest = new Set([...wordsOf(earlier)].filter((word) => !before.has(word)));
  return rest.size > 0 && coverage(rest, wordsOf(later)) === 1;
}
