import type { Answer, Place } from '../session/events.ts';
import { directiveStrength, liftsRule } from './directives.ts';
import type { StatementFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { contentWords, coverage, oneLine, sentences, shorten } from './wording.ts';

const LIMIT = 300;
const MIN_STRENGTH = 0.3;
/** Share of a rule's words that a sentence must repeat to lift it. */
const LIFT_COVERAGE = 0.5;
const MAX_CHARS = 400;

/** What the user ruled, refused and answered, verbatim. Only the user's own words get in here. */
export class StatementsFold {
  readonly #ledger: Ledger<StatementFact>;

  constructor(entries: readonly StatementFact[] = []) {
    this.#ledger = new Ledger({
      limit: LIMIT,
      maxBytes: 40_000,
      rankOf: (fact) => Number(!fact.lifted) * fact.strength,
      keyOf: (fact) => `${fact.type} ${fact.about ?? ''} ${fact.text}`,
      entries,
    });
  }

  prompted(text: string, place: Place): void {
    for (const sentence of sentences(text, MAX_CHARS)) {
      if (looksLikeMachineText(sentence)) continue;
      if (liftsRule(sentence) && this.#lift(sentence)) continue;
      const strength = directiveStrength(sentence);
      if (strength >= MIN_STRENGTH)
        this.#add({ type: 'constraint', text: oneLine(sentence), strength }, place);
    }
  }

  refused(refusal: { reason: string | undefined; about: string }, place: Place): void {
    const { reason, about } = refusal;
    const text = reason === undefined ? 'Refused.' : shorten(oneLine(reason), MAX_CHARS);
    this.#add(
      {
        type: 'rejection',
        text,
        about: shorten(oneLine(about), 120),
        strength: reason === undefined ? 0.5 : 0.9,
      },
      place,
    );
  }

  answered({ question, answer }: Answer, place: Place): void {
    const about = shorten(oneLine(question), 160);
    this.#add({ type: 'answer', text: shorten(oneLine(answer), MAX_CHARS), about, strength: 0.9 }, place);
  }

  facts(): StatementFact[] {
    return this.#ledger.values();
  }

  #add(statement: Omit<StatementFact, 'first' | 'last' | 'count' | 'at' | 'lifted'>, place: Place): void {
    const key = `${statement.type} ${statement.about ?? ''} ${statement.text}`;
    const fact = this.#ledger.sight(key, place, (seen) => ({ ...seen, ...statement, lifted: false }));
    fact.lifted = false;
  }

  #lift(sentence: string): boolean {
    const words = contentWords(sentence);
    const lifted = this.#ledger
      .values()
      .filter(
        (fact) =>
          fact.type === 'constraint' &&
          !fact.lifted &&
          coverage(contentWords(fact.text), words) >= LIFT_COVERAGE,
      );
    for (const fact of lifted) fact.lifted = true;
    return lifted.length > 0;
  }
}

/** Pasted logs, diffs and code hold "must" and "error" too, and are nobody's rule. */
function looksLikeMachineText(line: string): boolean {
  if (
    /^(?:[+\-@]{1,3}\s|\s*(?:at |\$ |> |\[?\d{2,4}[-:/]\d{2}|[{}[\]();]|\/\/|#include|import |const |func |def |class ))/.test(
      line,
    )
  )
    return true;
  const symbols = line.match(/[{}[\]()<>;=|\\^~]/g)?.length ?? 0;
  return symbols > 4 && symbols / line.length > 0.06;
}
