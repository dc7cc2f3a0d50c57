import type { Place } from '../session/events.ts';
import { decides, gaveUp, mayDecide } from './deciding-words.ts';
import type { ApproachFact, DecisionFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { looksLikeMachineText } from './machine-text.ts';
import { contentWords, coverage, oneLine, sentences, shorten } from './wording.ts';

const LIMIT = 80;
const MAX_CHARS = 260;
/** Share of common words from which a later decision is about the same thing. */
const SAME_TOPIC = 0.5;

const INSTEAD =
  /\b(?:instead,?|so (?:i['’]ll|we['’]ll|now)|let me try|switch(?:ed|ing)? to|replac(?:ed|ing) (?:it )?(?:with|by))\b/i;

const NEGATION = /\b(?:not|never|no longer|stop|drop|instead of|rather than)\b|n['’]t\b/i;
const REJECTED =
  /\b(?:instead of|rather than|over|away from|not) (?:the |a |an |use |using )?([^,.;:()]{2,60}?)(?= (?:for|in|because|since|so|as|when|here)\b|[,.;:()]|$)/i;

/** Whether one decision turns down what the other chose. */
function rejects(text: string, other: string): boolean {
  const rejected = REJECTED.exec(text)?.[1];
  if (rejected === undefined) return false;
  return coverage(contentWords(rejected), contentWords(other.replace(REJECTED, ' '))) === 1;
}

/** Decisions in force, and approaches that failed, as the user and the agent worded them. */
export class DecisionsFold {
  readonly #decisions: Ledger<DecisionFact>;
  readonly #approaches: Ledger<ApproachFact>;

  constructor(decisions: readonly DecisionFact[] = [], approaches: readonly ApproachFact[] = []) {
    this.#decisions = new Ledger({
      limit: LIMIT,
      maxBytes: 16_000,
      keyOf: (fact) => fact.text,
      entries: decisions,
    });
    this.#approaches = new Ledger({
      limit: LIMIT,
      maxBytes: 12_000,
      keyOf: (fact) => fact.tried,
      entries: approaches,
    });
  }

  prompted(text: string, place: Place): void {
    for (const sentence of sentences(text, MAX_CHARS)) {
      if (decides(sentence, 'user') && !looksLikeMachineText(sentence)) this.decided(sentence, 'user', place);
    }
  }

  replied(text: string, place: Place): void {
    if (!mayDecide(text)) return;
    const said = sentences(text, MAX_CHARS);
    for (const [index, sentence] of said.entries()) {
      if (gaveUp(sentence)) {
        const next = said[index + 1];
        const instead = next !== undefined && INSTEAD.test(next) ? next : undefined;
        this.failed(
          { tried: oneLine(sentence), instead: instead === undefined ? undefined : oneLine(instead) },
          place,
        );
      } else if (decides(sentence, 'agent')) this.decided(sentence, 'agent', place);
    }
  }

  decided(sentence: string, who: DecisionFact['who'], place: Place): void {
    const text = oneLine(sentence);
    const words = contentWords(text);
    for (const earlier of this.#decisions.values()) {
      if (earlier.text === text || earlier.superseded || earlier.last >= place.offset) continue;
      if (who === 'agent' && earlier.who === 'user') continue;
      const common = coverage(contentWords(earlier.text), words);
      const isTurned =
        common === 1 ? NEGATION.test(earlier.text) !== NEGATION.test(text) : common >= SAME_TOPIC;
      if (isTurned || rejects(text, earlier.text) || rejects(earlier.text, text)) earlier.superseded = true;
    }
    this.#decisions.sight(text, place, (seen) => ({
      ...seen,
      text,
      who,
      superseded: false,
    })).superseded = false;
  }

  failed(approach: Pick<ApproachFact, 'tried' | 'whyNot' | 'instead'>, place: Place): void {
    const tried = shorten(approach.tried, MAX_CHARS);
    const fact = this.#approaches.sight(tried, place, (seen) => ({ ...seen, tried }));
    const { whyNot, instead } = approach;
    if (whyNot !== undefined) this.#approaches.reword(fact, { whyNot: shorten(whyNot, 160) });
    if (instead !== undefined) this.#approaches.reword(fact, { instead: shorten(instead, 160) });
  }

  decisions(): DecisionFact[] {
    return this.#decisions.values();
  }

  approaches(): ApproachFact[] {
    return this.#approaches.values();
  }
}
