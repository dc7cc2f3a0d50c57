import type { RequestFact } from '../evidence/facts.ts';
import { refersBack } from '../evidence/referring-back.ts';
import { isOpen } from '../evidence/requests.ts';

const SHORT_REQUEST_CHARS = 80;
/** So many requests further, and a remark no longer belongs to an earlier one. */
const RECENT_REQUESTS = 3;
/** So many requests further, and a list of which nothing was ever done was no list of work, or was given up. */
const UNTOUCHED_REQUESTS = 6;
/** Longer ones are plans and reviews that were handed over: what is done of them shows in the work. */
const MAX_LIST_PARTS = 10;
const EARLIER_LISTS = 2;
const EARLIER_PARTS = 8;

export interface OpenLists {
  /** The request in force. */
  current: RequestFact | undefined;
  /** Those whose open parts are asked for now. */
  now: readonly RequestFact[];
  /** Open parts of lists from which the user went on to other things, newest list first. */
  earlier: readonly EarlierPart[];
}

export interface EarlierPart {
  text: string;
  of: RequestFact;
  /** How many requests came since. */
  requestsSince: number;
}

/** Which requests in parts are not done, and which of them the last words of the user mean. */
export function openLists(requests: readonly RequestFact[]): OpenLists {
  const asked = requests.filter((fact) => fact.type === 'request');
  const last = asked.at(-1) ?? requests.at(-1);
  if (!last) return { current: undefined, now: [], earlier: [] };
  const meant = requests
    .slice(requests.indexOf(last))
    .map((fact) => listMeantBy(fact, requests))
    .findLast((list) => list !== undefined);
  const recent = asked
    .slice(-RECENT_REQUESTS)
    .map((fact) => (hasOpenParts(fact) ? fact : listMeantBy(fact, requests)))
    .findLast((list) => list !== undefined);
  // A short remark does not end a longer request of which parts are open.
  const current = last.text.length > SHORT_REQUEST_CHARS ? last : (meant ?? recent ?? last);
  const now = [...new Set([current, meant ?? current])].filter(hasOpenParts);
  return { current, now, earlier: earlierParts(asked, now) };
}

/** The list to which words like "the rest of them" refer. */
function listMeantBy(fact: RequestFact, requests: readonly RequestFact[]): RequestFact | undefined {
  if (!refersBack(fact.text)) return undefined;
  return requests.slice(0, requests.indexOf(fact)).findLast(hasOpenParts);
}

function hasOpenParts({ parts }: RequestFact): boolean {
  return parts.some(isOpen);
}

function earlierParts(asked: readonly RequestFact[], now: readonly RequestFact[]): EarlierPart[] {
  const lists = asked
    .map((of, index) => ({ of, requestsSince: asked.length - 1 - index }))
    .filter(({ of, requestsSince }) => {
      const isTouched = of.parts.some(({ done }) => done);
      const isList = of.parts.length <= MAX_LIST_PARTS && hasOpenParts(of);
      return isList && !now.includes(of) && (isTouched || requestsSince < UNTOUCHED_REQUESTS);
    })
    .toReversed()
    .slice(0, EARLIER_LISTS);
  return lists
    .flatMap((list) => list.of.parts.filter(isOpen).map(({ text }) => ({ ...list, text })))
    .slice(0, EARLIER_PARTS);
}
