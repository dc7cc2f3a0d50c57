/**
 * Which sentences of a user set a rule. What counts is the form of an order: "never", "don't" and "only" where an order
 * begins ("Never push", "and don't amend", "you must not"), not anywhere in a report ("the hook never fires").
 */
import { ORDERS, RULINGS } from './orders.ts';
import { ORDERS_ELSEWHERE, reportsElsewhere } from './orders-elsewhere.ts';

const POLITE_ORDER =
  /^(?:can|could|would|will) you (?:please )?(?:always|never|only|stop|avoid|make sure|not)\b/i;
const QUESTION =
  /[?？]["')]*\s*$|^(?:(?:why|what|how|who|which|where)\b|(?:is|are|was|were|do|does|did|can|could|would|should|shall|have|has) (?:you|we|i|it|they|he|she|this|that|there|the|any)\b)/i;
/** Reports of what happened, and talk about the work, use the same words without setting a rule. */
const REPORT =
  /^(?:(?:though|because|well|hm+) )?(?:i(?:['’]m)? (?:think|guess|see|noticed|(?:do not|don['’]?t) (?:think|know|see|understand|want to)|wonder|believe|suspect|assume|tried|just|was|am|have|had|get|got|did|ran|found)|it (?:seems|looks|says|was|is|doesn['’]?t|does not|isn['’]?t|somehow)|this (?:is|was|does|doesn['’]?t|looks|causes|means)|there(?:['’]s| is| are)|that['’]?s)\b/i;

/** Where an order may begin in a sentence. */
const CLAUSE =
  /[,;:(]\s+|\s[-–]\s|\.{3}\s*|\b(?:please|also|that(?!\s+do))\s+|\b(?:and|but|so|then)\s+(?=(?:please |also |just )?(?:never|always|do n|don['’]?t|you|we|i|only|no|let) ?)/gi;
/** Words that stand in front of an order. */
const LEAD =
  /^(?:please|pls|plz|and|but|also|so|then|oh|a+h+|ok(?:ay?)?|yes|yeah|no(?=[,:;.!])|nope|nah|well|btw|fyi|hey|wait|note|nb|important|attention|warning|caution|rules?|constraints?|reminder|actually|just|again|still|first|finally|hm+|ugh|by the way|in general|for now|this time|in this (?:repo(?:sitory)?|project|session|codebase)|one (?:more|last|important) (?:thing|rule))\b[\s,:;.!-]*/i;
const MAX_CLAUSES = 12;
/** A wish without its subject, or inside a remark, is an item of a review: "Should be wider", "O(n) - should use a map". */
const ITEM =
  /(?:^|[-–—,(:;]\s*)should\b|^(?:because|since|as|so that|which|if|when|like|but|once|whether|or|not sure|it|they|i|we are|how)\b/i;
/** What stands in the same message, and goes with it. */
const IN_THIS_MESSAGE =
  /\b(?:below|above|attached|following)\s*(?:$|[,.;:)]|(?:\w+\s+)?(?:items?|plan|steps?|list|outline|format|image|example|points?)\b)|\battached\b/i;
const ONCE_STRENGTH = 0.4;

/** How surely a sentence of the user sets a standing rule, from 0 (it does not) to 1. */
export function directiveStrength(sentence: string): number {
  const text = withoutLeads(sentence);
  if (POLITE_ORDER.test(text)) return 0.8;
  if (QUESTION.test(text) || reportsElsewhere(text)) return 0;
  let strength = 0;
  const report = REPORT.test(text) ? 0.5 : 0;
  for (const { clause, isOwn } of clauses(text)) {
    const found = ORDERS.find(({ pattern }) => pattern.test(clause));
    if (found) strength = Math.max(strength, found.strength - (isOwn ? 0 : report));
  }
  for (const { strength: ruling, pattern } of [
    ...(ITEM.test(text) ? SURE_RULINGS : RULINGS),
    ...ORDERS_ELSEWHERE,
  ])
    if (ruling - report > strength && pattern.test(text)) strength = ruling - report;
  return IN_THIS_MESSAGE.test(text) ? Math.min(strength, ONCE_STRENGTH) : strength;
}

const SURE_RULINGS = RULINGS.filter(({ strength }) => strength > ONCE_STRENGTH);

/** From each place where an order may begin. `isOwn`: it stands apart from how the sentence begins. */
function clauses(text: string): { clause: string; isOwn: boolean }[] {
  const found = [{ clause: text, isOwn: false }];
  for (const { 0: mark, index } of text.matchAll(CLAUSE)) {
    if (found.length >= MAX_CLAUSES) break;
    const clause = withoutLeads(text.slice(index + mark.length));
    found.push({ clause, isOwn: !/^that\b/i.test(mark) });
  }
  return found;
}

function withoutLeads(text: string): string {
  let rest = text;
  for (let bare = rest.replace(LEAD, ''); bare !== rest; bare = rest.replace(LEAD, '')) rest = bare;
  return rest;
}

const ANYTHING = String.raw`(?:(?:any|the|your|further|more) ?){0,2}(?:thing|changes?|code|files?|edits?|modifications?|yet|now)\b`;
/** What names no place of its own: the code as a whole, or the moment. */
const WHOLE = String.raw`(?:(?:the|this|that|your|our|my|any|all|whole|entire|current) )*(?:code(?:base)?|repo(?:sitory)?|project|files?|it|this|that|here|task|step|turn|session|moment|time being|first|between|general|response|answer|reply)\b(?![./-]\w)`;
/** "… under vendor/", "… that is generated": a rule about a place or a kind holds beyond the task. */
const OF_A_PLACE = String.raw`(?! (?:(?:\w+ )?(?:under|beneath|below|in|inside|within|into|outside|beyond|on|onto|at|of|from|to|with|near|around|behind|matching|named|called|owned|generated|whose)|that|which|related to|about) (?!${WHOLE}))`;
/** "Don't fix anything, just look": it limits the task at hand, whatever that is. */
const LIMITS_TASK = new RegExp(
  String.raw`\b(?:do not|don['’]?t|without) (?:\w+ (?:or|and) )?(?:fix|change|edit|modify|write|touch|do|code|implement|make|start|commit|push)(?:ing|ting)? ${ANYTHING}(?:${OF_A_PLACE}|(?=.*\b(?:yet|for now|right now)\b))`,
  'i',
);
const STANDING =
  /\b(?:never|always|ever|every|any ?more|from now on|going forward|until|unless|without asking)\b/i;

/** Whether an order holds for one task only. */
export function limitsTask(sentence: string): boolean {
  return LIMITS_TASK.test(sentence) && !STANDING.test(sentence);
}

const WORK =
  /(?:^|[,.;:!]\s*|\b(?:please|then|now|and|also|ok(?:ay)?|yes|let['’]?s|(?:can|could) you|want you to)\s+)(?:fix|implement|add|write|change|update|remove|delete|make|create|refactor|rename|move|build|replace|rewrite|apply|address|commit|push)\b/i;

/** Whether a request asks for changes, which ends what limited an earlier task. */
export function asksForWork(request: string): boolean {
  return WORK.test(request) && !LIMITS_TASK.test(request);
}
