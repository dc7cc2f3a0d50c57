/** How people and agents word what they decide, and what they gave up. Data, and what must stand beside it. */
import { contentWords } from './wording.ts';

/** Where a decision may begin: at the start, behind a mark, or behind a word that leads to it. */
const BEGIN = String.raw`(?:^|[,;:(]\s*|\s[-–—]\s|\b(?:and|but|so|then|ok(?:ay)?|yes|yeah|no|please|actually|maybe|think|now)\s+)`;

const USER_DECIDES = new RegExp(
  `${BEGIN}(?:` +
    [
      String.raw`let['’]?s (?:go with|use|keep(?! \w+ing\b)|stick|not|make|call|name|switch|drop)\b`,
      String.raw`(?:i(?:['’]d| would) )?go with\b`,
      String.raw`we(?:['’]ll| will| should) (?:use|go with|keep(?! \w+ing\b)|call|stick)\b`,
      String.raw`use .{2,60}\b(?:instead|rather)\b`,
      String.raw`i(?:['’]d| would) (?:prefer|rather)\b`,
      String.raw`(?:switch|go|move|change) back to\b`,
      // "Let's go back to the labels" turns to other work.
      String.raw`let['’]?s (?:go|move|come|change|revert|return) (?:back )?to (?:(?:using|having)\b|the (?:old|previous|first|original|earlier)\b|(?!(?:the|this|that|these|my|our|your|what|where|it|work|square|basics|sleep)\b)|.{2,60}\bas (?:the|our|a|an)\b)`,
      String.raw`(?:revert|return|back) to (?!(?:the|this|that|my|our|what|where|it|work|normal|you|me)\b)\S+(?: \S+)? (?:as|for|then|instead|please)\b`,
      String.raw`we(?:['’]re| are) (?:going with|going back to|sticking (?:to|with)|switching to|keeping)\b`,
      String.raw`(?:(?:we|let['’]?s) (?:take|pick|choose) (?:the |a |an )?[\w.@/-]+(?: \w+){0,2} for|(?:we |let['’]?s )?(?:take|pick|choose) (?:the |a |an )?[\w.@/-]+(?: \w+){0,2} as) (?:the|our|a|an|all|every)\b`,
      String.raw`(?:i|we)(?:['’]ve| have)? (?:decided (?:on|for|to|against)|settled on|chose|picked|opted for)\b`,
      String.raw`(?:we (?:use|take|keep|stay (?:on|with)|stick (?:to|with)|have|do)|it(?:['’]s| is)|make it) .{2,120}[,.;:(–-]\s*(?:(?:this|that|it)(?:['’]s| is| has been)? )?(?:decided|final|settled|agreed|done deal|end of (?:story|discussion|debate))\b`,
      String.raw`(?:decided|decision|settled|agreed): \S+ \S+`,
      String.raw`switch to\b`,
      String.raw`change (?:it|the .{2,40}) (?:to|back)\b`,
      String.raw`the [\w .'’-]{2,40} should (?:be|use|have|go)\b(?! \w+(?:ed|able)\b)`,
    ].join('|') +
    ')',
  'i',
);
const AGENT_DECIDES = new RegExp(
  `${BEGIN}(?:` +
    [
      String.raw`(?:(?:i|we)(?:['’]ve| have)? |it was )?(?:decided (?:to|on|against)|settled on|opted (?:for|to)|chose|went with)\b`,
      String.raw`(?:i|we)['’]ll (?:go with|use|keep(?! \w+ing\b)|stick (?:to|with))\b(?=.*\b(?:for|because|since|so that|instead of|rather than|over|everywhere)\b)`,
      String.raw`the (?:chosen|final) (?:approach|design|option|choice) (?:is|was|uses)\b`,
      String.raw`(?:i|we)?(?:['’]ve| have)? ?switched (?:back )?(?:to|from)\b`,
      String.raw`(?:design )?decision: \S+ \S+`,
      String.raw`(?:use|using) .{2,60}\b(?:rather than|instead of)\b.{2,80}\b(?:because|since|so that)\b`,
      String.raw`chosen [\w ]{2,40} (?:is|remains)\b`,
      String.raw`(?:[\w.\x60-]+ ){1,4}now uses? .{2,60}\b(?:rather than|instead of)\b`,
    ].join('|') +
    ')',
  'i',
);

/** Cheap and necessary for what an agent decides or gave up: most replies hold neither. */
const MARK =
  /decid|settled on|opted|chose|went with|['’]ll (?:go|use|keep|stick)|the final|switched|decision:|rather than|instead of|work|tried|approach|attempt|workaround|trick|idea|dead end|no luck|revert|rolled back|backed out|abandon/i;

/** Whether a reply may hold a decision, or say what was given up. */
export function mayDecide(text: string): boolean {
  return MARK.test(text);
}

/** The very next step of an agent, and the tools that it takes to it. */
const STEP =
  /^(?:now|first|next|then|after that|let me|i need to|i['’]m \w+ing|looking at)\b|\b(?:i|we)['’]ll (?:use|go with|keep) (?:a |an |the |my )?(?:\S+ )?(?:sub-?agents?|agents?|skills?|reviewer|tool|script|terminal|shell)\b|\b(?:skill|sub-?agent)s?\b/i;
/** What is only thought of, asked, or told about others. */
const UNDECIDED =
  /^(?:if|when|once|whether|or|why|what|how|which|who|where|can|could|would|should|is|are|do|does|did|have|has|unless|in case)\b|\b(?:don['’]?t (?:think|know)|not sure|wonder)\b/i;
/** Words of deciding and nodding, which say nothing about what was decided. */
const NODS = new Set(
  (
    'go with use using keep going stick call name switch drop back decided decision settled opted chose went prefer ' +
    'rather instead option first second both ok okay yes yeah nah sure maybe then thing way like approach one two plan ' +
    'id ill ive well weve were take pick choose chosen pick make scrap actually thought hand final agreed chang switch mov ' +
    'revert return us'
  ).split(' '),
);

/** Whether a sentence says what was decided: more than that something was. */
export function decides(sentence: string, who: 'user' | 'agent'): boolean {
  if (who === 'agent' && !MARK.test(sentence)) return false;
  if (/[?？:]["')]*$/.test(sentence) || UNDECIDED.test(sentence)) return false;
  if (!(who === 'user' ? USER_DECIDES : AGENT_DECIDES).test(sentence)) return false;
  return !(who === 'agent' && STEP.test(sentence)) && namesSomething(sentence);
}

function namesSomething(sentence: string): boolean {
  for (const word of contentWords(sentence)) if (!NODS.has(word) && !/^\d$/.test(word)) return true;
  return false;
}

/** What a decision is about: "… as the search index", "… for the queue". */
const TOPIC =
  /\b(?:as|for) (?:(?:the|our|a|an|all|every|each|its) )*((?:[\p{L}\p{N}_./-]+ ?){1,4}?)(?=[,.;:!)]|$| (?:instead|rather|not|because|since|so|in|on|with|as|for|from|and|but|then|now|please|again)\b)/iu;

export interface DecisionWords {
  /** All of them but those of deciding. */
  words: ReadonlySet<string>;
  /** Those that say what for; empty where that is not said. */
  topic: ReadonlySet<string>;
}

/** What a decision speaks of, without the words that only say that something is decided. */
export function decisionWords(text: string): DecisionWords {
  return { words: telling(text), topic: telling(TOPIC.exec(text)?.[1] ?? '') };
}

function telling(text: string): Set<string> {
  return new Set([...contentWords(text)].filter((word) => !NODS.has(word)));
}

const GAVE_UP: readonly RegExp[] = [
  /\bdid(?:n['’]t| not) work\b/i,
  /\b(?:does(?:n['’]t| not)|won['’]t|can(?:['’]t|not)) work\b(?! (?:that|this) way| (?:well|reliably|properly|correctly))/i,
  /\b(?:i|we)(?:['’]ve| have)? (?:also )?tried\b.*\b(?:but|fail|did(?:n['’]t| not)|no luck)/i,
  /\b(?:approach|attempt|workaround|trick|idea)\b.{0,40}\b(?:fail(?:s|ed)|broke|breaks|is a dead end)\b/i,
  /\bdead end\b|\bno luck\b/i,
  /\b(?:i|we)(?:['’]ve| have)? (?:reverted|rolled back|backed out|abandoned) (?:\S+ ){1,}/i,
  /^(?:reverted|rolled back|backed out|abandoned|abandoning) (?:\S+ ){2,}.*\b(?:because|since|as)\b/i,
];
/** A diagnosis, a limit or a fear is nothing that was tried. */
const NOT_TRIED =
  /^(?:if|when|unless|once|so (?:this|that)|limitation|to answer)\b|\b(?:if|could|might|may|would|should|unless|someone|users?)\b|\b(?:issue|problem|bug|reason|cause) (?:is|was|with)\b|\broot cause\b/i;

const FAILED = String.raw`(?:(?:but|yet|and|it|that|this|which|they)\b.{0,60}\b)?(?:fail(?:s|ed)?|did(?:n['’]?t| not) (?:work|help|scale|fly|fit|change|do)|does(?:n['’]?t| not) (?:work|help|scale|fit)|do(?:n['’]?t| not) (?:work|help|scale)|(?:was|were|is|are) (?:not|no|too|far|much|way|even|worse|slower|useless|unusable|unreliable)\b|no (?:luck|good|use|success|difference|improvement)|without (?:any )?(?:success|luck|effect)|in vain|to no avail|broke|breaks|crashe[sd]|times? out|timed out|leak(?:s|ed)|dead end|too (?:slow|big|heavy|fragile|flaky|brittle|expensive|complex|complicated|hard)|made (?:it|things) worse)\b`;
/** What somebody tried to do with the product is how they met a bug, and no approach. */
const AN_APPROACH = String.raw`(?!(?:it|this|that|again|them|your (?!(?:suggestion|idea|approach|proposal|way)\b)|the (?:\w+ )?(?:demo|page|app|button|link|site|form|build|version|fix|patch|change|branch|command|feature)|logging|opening|running|printing|clicking|calling|loading|building|starting|installing|to (?!(?:use|fix|solve|work around|replace|switch|speed|cache|avoid|make|get around)\b))\b)`;
const PERSON_TRIED = new RegExp(
  String.raw`\b(?:(?:i|we|they|somebody|someone|(?:my|a|our) (?:colleague|team|predecessor))(?:['’]ve| have| has| had)? (?:(?:already|also|once|even|both) )*(?:tried|attempted|experimented with|went with|gave)|^(?:already |also )?tried|^(?:tried|attempted) (?:already|before)) (?:(?:out|already|once|before) )*${AN_APPROACH}\S`,
  'i',
);
const WAS_TRIED = /\b(?:was|were|has been|have been|had been) (?:already |also )?(?:tried|attempted)\b/i;
const PERSON_FAILED = new RegExp(
  String.raw`\b${FAILED}|\bbut (?:it|that|they|this|then|there|still|the \w+)\b`,
  'i',
);
const WENT_WRONG = new RegExp(
  String.raw`^(?:(?:it|that|this|they|but|and|no luck|without|unfortunately|sadly|both)\b.{0,40})?${FAILED}`,
  'i',
);

/** What a person says that they tried without success, of a sentence and the one behind it. */
export function personGaveUp(sentence: string, next: string | undefined): string | undefined {
  if (!/tried|attempted|experimented|went with|gave/i.test(sentence) || /[?？:]$/.test(sentence))
    return undefined;
  const tried = PERSON_TRIED.exec(sentence) ?? WAS_TRIED.exec(sentence);
  if (!tried || /^(?:if|when|unless|once|have|did)\b/i.test(sentence)) return undefined;
  if (PERSON_FAILED.test(sentence.slice(tried.index + tried[0].length))) return sentence;
  return next !== undefined && WENT_WRONG.test(next) && !/[?？:]$/.test(next)
    ? `${sentence} ${next}`
    : undefined;
}

/** Whether an agent says that something which it tried did not work. */
export function gaveUp(sentence: string): boolean {
  if (!MARK.test(sentence) || !GAVE_UP.some((pattern) => pattern.test(sentence))) return false;
  return !/[?？:]$/.test(sentence) && !NOT_TRIED.test(sentence) && contentWords(sentence).size >= 2;
}
