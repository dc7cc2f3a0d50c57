/** How people speak of what is left of a list that they asked for earlier. Data for each language. */

const NUMBER = '(?:two|three|four|five|six|seven|eight|nine|ten|\\d{1,2}|few)';
const NOUN =
  '(?:things?|points?|items?|parts?|tasks?|steps?|pieces|bits|bullets?|todos?|to-dos?|ones?|list|requests?|changes|features|fixes)';
/** "The rest of the four things", and neither the rest of a file nor a REST interface. */
const REST = String.raw`\bthe (?:rest|remainder)\b(?! (?:api|endpoint|client|interface|call|server|service)s?\b)(?! of (?!(?:it|that|them|those|these|(?:the|those|these|my|your|that) (?:\w+ )?(?:${NOUN}|${NUMBER}))\b))`;
const REMAINING = String.raw`\b(?:remaining|outstanding|unfinished|left-?over) (?:${NUMBER} )?(?:${NOUN}|${NUMBER})\b|\b(?:other|last) ${NUMBER}(?: ${NOUN})?\b|\bwhat(?:['’]s| is| was|ever is) (?:still )?(?:left|missing|open|outstanding|remaining)\b|\bwhat (?:still )?remains\b`;
const OTHER_LANGUAGES = [
  String.raw`\b(?:den|der|das|dem) rest\b(?! der (?!punkte|liste|aufgaben|schritte|teile|sachen|dinge))|\b(?:restlichen|übrigen|verbleibenden|ausstehenden|fehlenden) (?:\p{L}+ )?(?:punkte?n?|aufgaben|schritte?n?|teile?n?|sachen|dinge?n?|zwei|drei|beiden)\b|\banderen (?:beiden|zwei|drei)\b|\bwas (?:noch|übrig) (?:fehlt|offen|übrig|bleibt)`,
  String.raw`\ble reste\b(?! d(?:u|e la) (?!liste))|\b(?:points|tâches|étapes|choses) (?:restante?s|qui restent)|\bce qui reste\b|\bles (?:deux|trois) autres\b`,
  String.raw`\b(?:el|o|il) rest[oa]\b(?! d(?:el|e la|o|a) (?!lista))|\blo que (?:falta|queda)\b|\b(?:puntos|tareas|pasos|cosas|pontos|tarefas|punti|compiti) (?:restant[ei]s?|que faltan|pendientes|rimanenti)|\bo que falta\b|\bquello che (?:manca|resta)\b|\blos otros (?:dos|tres)\b`,
  'остальн|оставш|剩下|剩余|其余|残り|나머지',
].join('|');
const LEFT = `(?:${REST}|${REMAINING}|${OTHER_LANGUAGES})`;
/** English without case folding of Unicode, whose long expressions take milliseconds to compile. */
const LEFT_ENGLISH = `${REST}|${REMAINING}`;
const REFERS_BACK = new RegExp(
  [
    LEFT_ENGLISH,
    String.raw`\b(?:finish|complete|continue(?: with)?|back to|go on with|resume|work (?:through|off)) (?:the|that|my|your) (?:list|${NUMBER}\b|${NOUN}\b)`,
    String.raw`\bnext (?:point|item|bullet)\b|\bnext (?:one|thing|part|task|step)s? (?:of|on|from|in) (?:the|my|your|that) list\b`,
    String.raw`\b(?:points?|items?|parts?|numbers?|punkte?|aufgaben?) #?\d{1,2}\b`,
  ].join('|'),
  'i',
);
const LEFT_IN_ENGLISH = new RegExp(LEFT_ENGLISH, 'i');
const LEFT_ELSEWHERE = new RegExp(OTHER_LANGUAGES, 'iu');
/** Cheap and necessary for what is left in another language than English. */
const ELSEWHERE =
  /\b(?:den|der|das|dem|le|el|o|il) rest|[üÜ]brig|restlich|restant|reste|verbleib|ausstehend|fehl|anderen|\bwas (?:noch|offen|bleibt)|autres|falta|queda|manca|otros|pendientes|rimanent|остал|остав|Остал|Остав|[剩其残나]/i;

function isLeftElsewhere(text: string): boolean {
  return ELSEWHERE.test(text) && LEFT_ELSEWHERE.test(text);
}
/** What is to stay as it is was not asked for. */
const LEAVES =
  /\b(?:keep|leave) (?:all )?the rest\b|\bthe rest (?:is|looks|seems|stays|can stay|was|works)\b|\brest (?:so|bleibt|passt|ist)\b/i;
/** Behind more words than these, what is left is something in passing. */
const MAX_CHARS = 240;

/** Whether a request asks to go on with a list that was given earlier. */
export function refersBack(request: string): boolean {
  if (request.length > MAX_CHARS || LEAVES.test(request)) return false;
  return REFERS_BACK.test(request) || isLeftElsewhere(request);
}

const GIVES_UP = [
  String.raw`(?<!not )(?<!n['’]?t )\b(?:forget|skip|drop|ignore|scrap|cancel|never ?mind|omit|leave out|no need (?:for|to do)|not (?:needed|necessary):?)\b.{0,16}?LEFT`,
  String.raw`\b(?:do not|don['’]?t) (?:do|bother with|need|want)\b.{0,8}?LEFT`,
  String.raw`LEFT (?:is|are) (?:not needed|no longer needed|obsolete|cancell?ed|unnecessary|off the table)`,
  String.raw`\b(?:vergiss|vergesst|lass|streiche?|überspringe?|spar dir)\b.{0,16}?LEFT(?! (?:so|wie)\b)`,
  String.raw`\b(?:oublie|laisse tomber|saute|annule|olvida|omite|salta|cancela|esqueça|esquece|pule|dimentica|lascia perdere)\b.{0,16}?LEFT`,
  String.raw`(?:забудь|пропусти|отмени|не надо)[^.]{0,16}?LEFT`,
  '(?:不用|不要|不必|取消|跳过).{0,6}LEFT|LEFT.{0,8}(?:不用|不要|算了|取消|しなくて|やめ|いらない|不要|필요 없|안 해도|취소|하지 마)',
].join('|');
const GIVES_UP_REST = new RegExp(GIVES_UP.replaceAll('LEFT', LEFT), 'iu');
const GIVES_UP_NUMBERS =
  /(?<!not )(?<!n['’]?t )\b(?:forget|skip|drop|cancel|scrap|omit|leave out|no need for|never ?mind|vergiss|streiche?|überspringe?|oublie|olvida)\b (?:about )?(?:the |den |le |el )?(?:points?|items?|parts?|numbers?|steps?|tasks?|no\.?|nr\.?|punkte?|punto) ?#?(\d{1,2})(?:,? ?(?:and|or|&|und|et|y|,) ?#?(\d{1,2}))?\b/giu;
const MARK =
  /forget|skip|drop|ignore|scrap|cancel|mind|omit|leave out|need|bother|want|obsolete|table|verg|lass|streich|spring|spar|oubli|laisse|saut|annul|olvid|omit|salt|esque|pule|diment|lascia|забудь|пропусти|отмени|надо|[不跳取剩其残]|나머지/iu;

/** Cheap and necessary for what `givenUpIn` finds. */
export function mayGiveUp(text: string): boolean {
  return MARK.test(text);
}

/** What a person no longer wants of a list: the numbers of its items, or all that is left of it. */
export function givenUpIn(sentence: string): 'rest' | number[] | undefined {
  if (sentence.length > MAX_CHARS || !MARK.test(sentence) || /[?？]\s*$/.test(sentence)) return undefined;
  const speaksOfRest = LEFT_IN_ENGLISH.test(sentence) || isLeftElsewhere(sentence);
  if (speaksOfRest && GIVES_UP_REST.test(sentence)) return 'rest';
  if (!/\d/.test(sentence)) return undefined;
  const numbers = [...sentence.matchAll(GIVES_UP_NUMBERS)].flatMap(([, ...found]) => found);
  const items = numbers.filter((found) => found !== undefined).map(Number);
  return items.length > 0 ? items : undefined;
}

const DONE =
  /\b(?:done|completed?|finished|implemented|added|fixed|written|in place|fertig|erledigt|terminé|listo|hecho|pronto|fatto)\b|[✅☑✔]|\[x\]|完成|готово|できました|완료/iu;
/** What is only meant to be done. */
const NOT_DONE =
  /\b(?:not|n['’]t|next|will|todo|to do|remaining|remains?|still|yet|left|later|should|would|could|can|need|if|once|when|before|after|let me|going to|nicht|noch|pas|no|aún|ещё|не)\b|['’](?:ll|t)\b|[?？]\s*$|还没|未/iu;
const ALL_DONE = new RegExp(
  String.raw`^(?:now |so |ok,? |great[,!] |done[:,.!] )*(?:(?:all|both) (?:of )?(?:(?:the|these|those|your|them) ?)?(${NUMBER})? ?(?:${NOUN} )?(?:(?:of|on) (?:the|your) list )?(?:are|have been|is)|every(?:thing| ${NOUN})(?: (?:on|of|in) (?:the|your) list)? (?:is|has been)) (?:now |all )?(?:done|completed?|finished|implemented|in place)\b`,
  'i',
);

export interface Claim {
  /** All that was asked for, not only what it names. */
  isAll: boolean;
  /** How many that are, where it says so. */
  count: number | undefined;
}

const COUNTS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** What an agent says to be done in a sentence of a reply. */
export function claimsDone(sentence: string): Claim | undefined {
  if (!DONE.test(sentence) || NOT_DONE.test(sentence)) return undefined;
  const all = ALL_DONE.exec(sentence);
  const named = all?.[1]?.toLowerCase() ?? '';
  const count = COUNTS.includes(named) ? COUNTS.indexOf(named) + 2 : Number(named);
  return { isAll: all !== null, count: count > 0 ? count : undefined };
}

/** Cheap and necessary for what `claimsDone` finds. */
export function mayClaimDone(text: string): boolean {
  return DONE.test(text);
}
