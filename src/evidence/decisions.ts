import type { Place } from '../session/events.ts';
import {
  decides,
  decisionWords,
  gaveUp,
  mayDecide,
  personGaveUp,
  type DecisionWords,
} from './deciding-words.ts';
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

/** Whether a later decision is about the same thing as an earlier one, and another. */
function replaces({ text, words, topic }: DecisionWords & { text: string }, earlier: string): boolean {
  if (rejects(text, earlier) || rejects(earlier, text)) return true;
  const before = decisionWords(earlier);
  const common = coverage(before.words, words);
  if (common === 1) return NEGATION.test(earlier) !== NEGATION.test(text);
  // The same choice for two purposes is two decisions.
  return topic.size > 0 && before.topic.size > 0
    ? Math.max(coverage(before.topic, topic), coverage(topic, before.topic)) >= SAME_TOPIC
    : common >= SAME_TOPIC;
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
    const said = sentences(text, MAX_CHARS);
    for (const [index, sentence] of said.entries()) {
      if (looksLikeMachineText(sentence)) continue;
      if (decides(sentence, 'user')) this.decided(sentence, 'user', place);
      const tried = personGaveUp(sentence, said[index + 1]);
      if (tried === undefined) continue;
      const instead = said.slice(index + 1, index + 3).find((one) => INSTEAD.test(one));
      this.failed({ tried: oneLine(tried), instead: instead && oneLine(instead) }, place);
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
    const later = decisionWords(text);
    for (const earlier of this.#decisions.values()) {
      if (earlier.text === text || earlier.superseded || earlier.last >= place.offset) continue;
      if (who === 'agent' && earlier.who === 'user') continue;
      if (replaces({ text, ...later }, earlier.text)) earlier.superseded = true;
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
