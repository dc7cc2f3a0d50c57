/** Addresses and URLs that words say to have moved. Data for each language, and what must stand beside it. */
import { shortFingerprint } from '../source/fingerprint.ts';
import { KINDS, references, type Found } from './reference-kinds.ts';
import { contentWords, coverage, sentences } from './wording.ts';

/** What one sentence says about addresses. */
export interface Moves {
  /** References that it gives as current. */
  current: readonly string[];
  /** References or bare port numbers that it gives as former. */
  former: readonly string[];
  /** Marks of the words that say what is there: they are kept, and words of a prompt may hold anything. */
  subject: string;
  /** Whether it tells of a move. */
  isMove: boolean;
}

const MOVED = [
  String.raw`\b(?:moved|migrated|relocated|switched|changed|replaced|renamed|no longer|not any ?more|new (?:port|address|url|host|domain))\b|\S (?:is|are|runs?|listens?|lives?|sits|serves?|answers)\b.{0,60}\bnow\b|\S now (?:is|are|on|at|under|runs?|listens?|lives?|sits|serves?|answers|uses)\b|\bfrom now on\b`,
  String.raw`\b(?:verschoben|umgezogen|gewechselt|geändert|verlegt|nicht mehr)\b|\b(?:ist|läuft|lauscht|hört|liegt|steht)\b.{0,20} (?:jetzt|nun|ab jetzt)\b`,
  String.raw`(?:déplacée?|déménagé|changée?|migrée?)(?!\p{L})|\b(?:est|tourne|écoute)\b.{0,20} (?:maintenant|désormais)\b`,
  String.raw`\b(?:movid[oa]|mudad[oa]|cambiad[oa]|migrad[oa]|se (?:movió|mudó|cambió))(?!\p{L})|\b(?:está|corre|escucha)\b.{0,20} ahora\b|\bahora (?:está|corre|escucha)`,
  String.raw`переехал|перен[её]с|перемест|сменил|теперь`,
  String.raw`改为|改成|改到|换成|换到|迁移|搬到|移到|现在(?:是|在)|に(?:変更|移動|移行|変わ)|今は|(?:변경|이전|옮겼|바뀌었)`,
].join('|');
const MOVE = new RegExp(MOVED, 'iu');
/** Two things that are both there, and an address that something takes by mistake. */
const NO_MOVE =
  /[?？]\s*$|\b(?:too|also|as well|both|second|another|additionally|besides|auch|ebenfalls|aussi|también|still|wrong(?:ly)?|by mistake|should|tries|tried|connects?|redirects?|points? to|never|do not|don['’]t)\b|[也还]/iu;

/** Stands for a reference or a number in a sentence. */
const VALUE = String.raw`⟦\d+⟧`;
const NEAR = String.raw`[^⟦;]{0,24}`;
const FORMER: readonly RegExp[] = [
  // From here to there.
  String.raw`(?:from|von|vom|de|du|desde|da|dal|with?out|с|со|从|由) ${NEAR}(${VALUE})${NEAR}?\s?(?:to|onto|nach|zu|auf|à|au|vers|a|al|para|на|到|至|改为|改成)\s?${NEAR}${VALUE}`,
  String.raw`(${VALUE})\s?(?:→|->|=>|⇒|から|에서)\s?${NEAR}${VALUE}`,
  String.raw`(?:replac(?:ed|es|ing)|ersetzt|remplacé|reemplazado) ${NEAR}(${VALUE}) (?:with|by|durch|par|por) ${NEAR}${VALUE}`,
  // There instead of here.
  String.raw`(?:instead of|rather than|in place of|statt|anstatt|anstelle von|au lieu de|plutôt que|en (?:lugar|vez) de|em vez de|invece di|al posto di|вместо|代替|取代|而不是)\s?${NEAR}(${VALUE})`,
  String.raw`(${VALUE})\s?(?:の代わりに|ではなく|대신|말고)`,
  String.raw`(?:[,(]|\bbut|\band)\s?(?:not|no longer|nicht(?: mehr)?|pas|ya no|não|non|не|不是) (?:on |at |port |auf |unter |sur |en )*(${VALUE})`,
  // Here no longer.
  String.raw`\b(?:no longer|nicht mehr|ya no|больше не|不再)${NEAR}(${VALUE})`,
  String.raw`(${VALUE})[^⟦.;,]{0,24}(?:no longer|any ?more|\bgone\b|\bdead\b|shut down|switched off|retired|decommissioned|nicht mehr|abgeschaltet|n['’]est plus|ya no|больше не|不再|已停用)`,
].map((pattern) => new RegExp(pattern, 'giu'));

/** Words of running and moving, which do not say what runs or moves. */
const NOT_SUBJECT =
  /(?<!\p{L})(?:listen\w*|runs?|running|serv(?:e|es|ed|ing)|start(?:s|ed)?|mov(?:e|es|ed|ing)|migrat\w+|relocat\w+|chang(?:e|es|ed)|switch(?:es|ed)?|replac\w+|now|instead|longer|available|reachable|lives?|sits|answers|found|open(?:s|ed)?|ports?|address|urls?|host(?:ed|s)?|here|us(?:e|es|ed|ing)|new|current(?:ly)?|again|back|today|actually|ok|thanks|note|please|läuft|lauscht|hört|liegt|steht|jetzt|nun|ist|der|die|das|den|auf|unter|écoute|tourne|maintenant|désormais|est|sur|le|la|les|está|corre|escucha|ahora|el|los|en|теперь|на|现在|改为|改成|改到|今は)(?!\p{L})/giu;

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const CJK_MARK = '字';

/** Cheap and necessary for an address: not what imports or reports. */
const NAMES_PLACE = /:\/\/|:\d\d|\bport|puerto|порт|端口|ポート|포트/i;

/** What each sentence with an address says; the others are left out. */
export function movesIn(text: string): Moves[] {
  if (!NAMES_PLACE.test(text)) return [];
  const isMoving = MOVE.test(text);
  return sentences(text, 600).flatMap((sentence) => {
    if (!isMoving && !NAMES_PLACE.test(sentence)) return [];
    const isMove = isMoving && MOVE.test(sentence) && !NO_MOVE.test(sentence);
    const found = references(sentence, KINDS).filter(isMovable);
    if (found.length === 0 && !isMove) return [];
    const former = isMove ? formerIn(sentence, found) : [];
    const current = found.map(({ text: name }) => name).filter((name) => !former.includes(name));
    // Of several addresses in a sentence, nothing tells which words belong to which.
    const subject = current.length === 1 ? subjectOf(sentence, found) : '';
    return [{ current, former, subject, isMove }];
  });
}

/** Issues and runs have addresses too, and stay where they are. */
function isMovable({ text, type }: Found): boolean {
  if (type === 'address') return true;
  return (
    type === 'url' &&
    !/\/(?:issues?|pulls?|merge_requests|commits?|runs?|jobs?|builds?|browse|tickets?)\//.test(text)
  );
}

const SPEAKS_OF_PORTS =
  /\b(?:ports?|puertos?|portas?|porta|servers?|service|backend|frontend|database|listens?|Dienst)\b|порт|端口|ポート|포트/i;

function formerIn(sentence: string, found: readonly Found[]): string[] {
  const values: string[] = [];
  const keep = (value: string): string => `⟦${values.push(value) - 1}⟧`;
  let masked = sentence;
  for (const { text } of found) masked = masked.replace(text, () => keep(text));
  if (found.length > 0 || SPEAKS_OF_PORTS.test(sentence))
    masked = masked.replace(/(?<![\w.:⟦-])\d{2,5}(?![\w.⟧-]*[\w⟧])/g, keep);
  return FORMER.flatMap((pattern) =>
    [...masked.matchAll(pattern)].map(([, value = '']) => values[Number(value.slice(1, -1))] ?? ''),
  ).filter((value) => value !== '');
}

const MAX_SUBJECT_WORDS = 8;
/** Four letters are enough to compare, and say little. */
const MARK_CHARS = 4;
const CREDENTIALS = /passw|\bpass\b|\bpin\b|secret|token|credential|\bkeys?\b|\blog(?:in|ged)\b|\bauth/i;

function subjectOf(sentence: string, found: readonly Found[]): string {
  if (CREDENTIALS.test(sentence)) return '';
  let rest = sentence;
  for (const { text } of found) rest = rest.replace(text, ' ');
  const words = [...contentWords(rest.replace(NOT_SUBJECT, ' '))].filter((word) => !/^\d+$/.test(word));
  const marks = words.map((word) => shortFingerprint(word).slice(0, MARK_CHARS));
  return (
    (CJK.test(rest) ? `${CJK_MARK} ` : '') +
    marks.slice(0, MAX_SUBJECT_WORDS * (CJK.test(rest) ? 3 : 1)).join(' ')
  );
}

export interface Endpoint {
  /** Undefined for a bare port. */
  host: string | undefined;
  port: string;
}

const ENDPOINT = /^(?:https?:\/\/)?([\w.-]+|\[[0-9a-f:]+\]):(\d{2,5})(?=[/?#]|$)/i;
const THIS_MACHINE = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])$/;

/** The host and port of an address or URL that names a port; a bare number is a port. */
export function endpointOf(reference: string): Endpoint | undefined {
  const bare = /^(?:ports? )?(\d{2,5})$/i.exec(reference)?.[1];
  if (bare !== undefined) return { host: undefined, port: bare };
  const [, host, port] = ENDPOINT.exec(reference) ?? [];
  if (host === undefined || port === undefined) return undefined;
  return { host: THIS_MACHINE.test(host) ? 'localhost' : host, port };
}

/** Whether a reference leads to, or below, where a name leads. */
export function isSameEndpoint(reference: string, name: string): boolean {
  if (reference === name) return true;
  const [one, other] = [endpointOf(reference), endpointOf(name)];
  if (one && other) return one.port === other.port && (one.host ?? other.host) === (other.host ?? one.host);
  const below = name.replace(/\/$/, '');
  return name.includes('://') && reference.startsWith(below) && /^[/?#]/.test(reference.slice(below.length));
}

/** Whether an earlier reference is to the same thing as a later one, of which a sentence speaks. */
export function isSameSubject(
  earlier: { text: string; about?: string | undefined },
  later: { text: string },
  subject: string,
): boolean {
  if (isSameEndpoint(earlier.text, later.text)) return false;
  if ((endpointOf(earlier.text) === undefined) !== (endpointOf(later.text) === undefined)) return false;
  const before = new Set((earlier.about ?? '').split(' ').filter(Boolean));
  const after = new Set(subject.split(' ').filter(Boolean));
  // Pairs of characters never agree where one word meets another.
  const share = after.has(CJK_MARK) ? 0.6 : 1;
  return Math.max(coverage(before, after), coverage(after, before)) >= share;
}

/** The line of an output in which a reference stands, whatever its numbers are. */
export function lineOf(output: string, reference: string): string {
  const at = Math.max(0, output.indexOf(reference));
  const end = output.indexOf('\n', at);
  const line = output.slice(output.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end);
  return line.slice(0, 300).replace(/\d+/g, '#');
}
