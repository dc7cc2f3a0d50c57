import type { Place } from '../session/events.ts';
import type { RequestFact, RequestPart } from './facts.ts';
import { seenAt } from './ledger.ts';
import { claimsDone, givenUpIn, mayClaimDone, mayGiveUp } from './referring-back.ts';
import { contentWords, coverage, oneLine, sentences, shorten, withoutCode } from './wording.ts';

/** The first requests say what the session is for, the last ones what is being done; the middle may go. */
const KEEP_FIRST = 8;
const KEEP_LAST = 12;
const LIMIT = 48;
const MAX_BYTES = 48_000;
const MAX_CHARS = 2000;
const DONE_COVERAGE = 0.6;
/** Of what an agent only says to be done, more must be named. */
const CLAIMED_COVERAGE = 0.75;
/** So many lists back, and a reply is about something else. */
const CLAIMED_LISTS = 3;

export function isOpen({ done, givenUp }: RequestPart): boolean {
  return !done && givenUp !== true;
}

const NUDGE =
  /^(?:y|yes|yep|yeah|ok(?:ay)?|sure|go(?: on| ahead)?|continue|proceed|please do|do it|try again|again|thanks?|thank you|great|nice|perfect|cool|good|looks good|lgtm|done|next|retry|resume|sounds good|correct|right|agreed|sgtm)\b[\s\S]{0,40}$|^(?:👍|继续|好的|可以|はい|続けて|계속)[。.!！]?$/iu;

/** What a request may ask for that is over once it was done, the furthest last. */
const ACTS = ['commit', 'push', 'pr'] as const;
export type Act = (typeof ACTS)[number];

const ACT_WORDS: Record<Act, RegExp> = {
  commit: /\bcommit(?:s|ted|ting)?\b/i,
  push: /\bpush(?:ed|ing)?\b/i,
  pr: /\b(?:pr|pull request|mr|merge request)\b/i,
};
/** Words that stand around "commit" and ask for nothing else. */
const AROUND = new Set(
  (
    'a an the it this that these those them all everything our my your its so far we i you have has did made done and then ' +
    'now please pls just again also ok okay yes yeah great good nice perfect cool thanks thank can could would let lets ' +
    'go ahead continue on carry proceed to into from in with of for up as changes change work files file fix fixes code ' +
    'branch remote origin main master upstream create open make raise a new message proper meaningful git first well'
  ).split(' '),
);

/** The last thing that a request orders when it orders nothing but to commit, push or open a pull request. */
function orderedAct(text: string): Act | undefined {
  if (text.length > 120) return undefined;
  const act = ACTS.findLast((one) => ACT_WORDS[one].test(text));
  if (act === undefined) return undefined;
  const rest = Object.values(ACT_WORDS).reduce(
    (words, pattern) => words.replace(new RegExp(pattern, 'gi'), ' '),
    text,
  );
  const words =
    rest
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}_./-]+/gu) ?? [];
  return words.every((word) => AROUND.has(word.replace(/[./-]+$/, ''))) ? act : undefined;
}

/** The user's requests in order, each with the parts that are still open. */
export class RequestsFold {
  #requests: RequestFact[];
  /** The words of each open part: they are compared with all that is finished. */
  readonly #words = new WeakMap<RequestPart, Set<string>>();
  readonly #sizes = new WeakMap<RequestFact, number>();

  constructor(entries: readonly RequestFact[] = []) {
    this.#requests = [...entries];
  }

  prompted(text: string, place: Place): void {
    const words = oneLine(text);
    this.#giveUp(text);
    const previous = this.#requests.at(-1);
    // A queued prompt that was taken back and completed is sent again with the same beginning.
    if (
      previous &&
      words.startsWith(previous.text) &&
      previous.type !== 'nudge' &&
      words.length < previous.text.length * 2
    ) {
      this.#requests.pop();
    }
    this.#requests.push({
      ...seenAt(place),
      text: shorten(words, MAX_CHARS),
      parts: requestParts(text),
      type: requestType(words),
    });
    while (this.#isTooMuch()) this.#requests.splice(this.#leastWorth(), 1);
  }

  /** Something was finished: a completed task, a commit. Parts of requests that it covers are done. */
  finished(text: string): void {
    const words = contentWords(text);
    for (const request of this.#requests) {
      for (const part of request.parts) {
        if (part.done) continue;
        const partWords = this.#wordsOf(part);
        part.done =
          coverage(partWords, words) >= DONE_COVERAGE ||
          (words.size > 1 && coverage(words, partWords) >= 0.75);
      }
    }
  }

  /** The agent said what it did. */
  replied(text: string): void {
    const lists = this.#requests.filter(({ parts }) => parts.some(isOpen)).slice(-CLAIMED_LISTS);
    if (lists.length === 0 || !mayClaimDone(text)) return;
    for (const sentence of sentences(text)) {
      const claim = claimsDone(sentence);
      if (!claim) continue;
      const newest = lists.at(-1);
      if (claim.isAll && newest?.parts.length === (claim.count ?? newest?.parts.length))
        for (const part of newest?.parts ?? []) part.done ||= isOpen(part);
      const words = contentWords(sentence);
      for (const part of lists.flatMap(({ parts }) => parts))
        if (isOpen(part)) part.done = coverage(this.#wordsOf(part), words) >= CLAIMED_COVERAGE;
    }
  }

  /** The session committed, pushed or opened a pull request: who only asked for that asks for nothing any more. */
  carriedOut(act: Act): void {
    for (const request of this.#requests)
      if (request.type === 'request' && orderedAct(request.text) === act) request.type = 'nudge';
  }

  facts(): RequestFact[] {
    return this.#requests;
  }

  #giveUp(text: string): void {
    const list = this.#requests.findLast(({ parts }) => parts.some(isOpen));
    if (!list || !mayGiveUp(text)) return;
    for (const sentence of sentences(text)) {
      const what = givenUpIn(sentence);
      if (what === undefined) continue;
      for (const [index, part] of list.parts.entries())
        if (isOpen(part) && (what === 'rest' || what.includes(index + 1))) part.givenUp = true;
    }
  }

  #isTooMuch(): boolean {
    if (this.#requests.length < 3) return false;
    if (this.#requests.length > LIMIT) return true;
    return this.#requests.reduce((sum, request) => sum + this.#sizeOf(request), 0) > MAX_BYTES;
  }

  /** Index of the request that goes first; the very first and the last stay whatever they are. */
  #leastWorth(): number {
    const lastKept = this.#requests.length - KEEP_LAST;
    let least = { index: 1, worth: Number.POSITIVE_INFINITY };
    for (const [index, request] of this.#requests.entries()) {
      if (index === 0 || index === this.#requests.length - 1) continue;
      const worth = worthOf(request) + (index < KEEP_FIRST || index >= lastKept ? 10 : 0);
      if (worth < least.worth) least = { index, worth };
    }
    return least.index;
  }

  #sizeOf(request: RequestFact): number {
    const known = this.#sizes.get(request);
    if (known !== undefined) return known;
    const parts = request.parts.map(({ text }) => text);
    const size = Buffer.byteLength(JSON.stringify([request.text, parts]));
    this.#sizes.set(request, size);
    return size;
  }

  #wordsOf(part: RequestPart): Set<string> {
    const known = this.#words.get(part);
    if (known) return known;
    const words = contentWords(part.text);
    this.#words.set(part, words);
    return words;
  }
}

function worthOf({ type, parts }: RequestFact): number {
  if (type === 'nudge') return 0;
  if (type === 'question') return 1;
  return parts.some(isOpen) ? 3 : 2;
}

/** "Can you fix it?" is a request; "can you tell me …?" asks. */
const POLITE_REQUEST =
  /^(?:(?:and|also|ok(?:ay)?|hm+|then|now|yes|yeah|no)[,. ]+)*(?:please\b|(?:can|could|would|will) you (?!(?:please )?(?:tell|explain|show|remind|see|think|remember|describe|confirm|say|give)\b))/i;

function requestType(text: string): RequestFact['type'] {
  if (text.length <= 60 && NUDGE.test(text)) return 'nudge';
  if (!/[\p{L}]{2}/u.test(text)) return 'nudge'; // the number of an option
  if (POLITE_REQUEST.test(text)) return 'request';
  return /[?？]\s*$/.test(text) && text.length < 300 ? 'question' : 'request';
}

/** Items of a list in a request; a single item is no list. */
function requestParts(text: string): RequestPart[] {
  const items = withoutCode(text)
    .split('\n')
    .filter((line) => /^\s*(?:[-*•]|\d{1,2}[.)]|\([a-z0-9]\))\s+\S/.test(line))
    .map((line) => shorten(oneLine(line.replace(/^\s*(?:[-*•]|\d{1,2}[.)]|\([a-z0-9]\))\s+/, '')), 200));
  const parts = items.length > 1 ? items : inlineItems(oneLine(text));
  return parts.length > 1 && parts.length <= 20 && asksForEach(parts)
    ? parts.map((item) => ({ text: item, done: false }))
    : [];
}

/** Beginnings of answers, questions, statements and things that were pasted; not of things to do. */
const NO_TASK =
  /^(?:(?:yes|yep|yup|yeah|no|nope|not?|ok|sure|agreed|right|true|false|ja|nein|sí|oui|non|i|we|you|he|she|they|it|this|that|these|those|the|an?|there|whether|why|what|when|where|who|how|which|if|is|are|does|did|should|could|would|all|any|some|my|our|your)\b|commit [0-9a-f]{7}|[`*"'(<[{#/|]|\S+\.\w{1,5}\b)|[?？]\W*$/iu;

/** A list of things to do, and not answers in the order of questions, findings, or lines of a log. */
function asksForEach(parts: readonly string[]): boolean {
  const others = parts.filter(
    (part) => NO_TASK.test(part) || (!/\s/.test(part.trim()) && !/\p{Script=Han}/u.test(part)),
  );
  return others.length * 2 < parts.length;
}

/** "1) this, 2) that" in one line. */
function inlineItems(text: string): string[] {
  const parts = text.split(/(?:^|[\s,;])(?:\(?\d\)|\d\.)\s+/).slice(1);
  return parts
    .map((part) => shorten(part.replace(/[,;]?\s*(?:and)?\s*$/, ''), 200))
    .filter((part) => part.length > 2);
}
