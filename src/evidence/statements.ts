import type { Answer, Place } from '../session/events.ts';
import { asksForWork, directiveStrength, limitsTask } from './directives.ts';
import type { StatementFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { liftedBy } from './liftings.ts';
import { looksLikeMachineText } from './machine-text.ts';
import { isOtherValue, repeatsRule } from './rule-words.ts';
import { oneLine, sentences, shorten } from './wording.ts';

const LIMIT = 300;
const MAX_CHARS = 400;
const MIN_STRENGTH = 0.3;
/** A long prompt is mostly pasted (a plan, a review, a log): only an unmistakable order counts in it. */
const LONG_PROMPT_CHARS = 1500;
const MIN_STRENGTH_IN_LONG = 0.6;

/** Stands for the reason of a refusal that had none. */
export const REFUSED = 'Refused.';

type Said = Pick<StatementFact, 'type' | 'text' | 'about' | 'strength'>;

/** What the user ruled, refused and answered, verbatim. Only the user's own words get in here. */
export class StatementsFold {
  readonly #ledger: Ledger<StatementFact>;

  constructor(entries: readonly StatementFact[] = []) {
    this.#ledger = new Ledger({ limit: LIMIT, maxBytes: 40_000, rankOf, keyOf, entries });
  }

  /** A request that begins a task of its own. What limited the one before is over. */
  requested(text: string): void {
    if (!asksForWork(oneLine(text))) return;
    for (const fact of this.#ledger)
      if (fact.type === 'constraint' && limitsTask(fact.text)) fact.lifted = true;
  }

  /** A command succeeded: whoever refused it let it run in the end. */
  permitted(command: string): void {
    const about = aboutOf(command);
    for (const fact of this.#ledger)
      if (fact.type === 'rejection' && fact.about === about) fact.lifted = true;
  }

  prompted(text: string, place: Place): void {
    const minimum = text.length > LONG_PROMPT_CHARS ? MIN_STRENGTH_IN_LONG : MIN_STRENGTH;
    for (const sentence of sentences(text, MAX_CHARS)) {
      if (looksLikeMachineText(sentence)) continue;
      const lifting = liftedBy(sentence);
      const isLift = lifting !== undefined && this.#lift(lifting.what);
      const strength = directiveStrength(isLift ? lifting.exception : sentence);
      if (strength < (isLift ? MIN_STRENGTH_IN_LONG : minimum)) continue;
      this.#ruled({ type: 'constraint', text: oneLine(sentence), strength }, place);
    }
  }

  /** Without a reason, what was refused is all that is known. */
  refused(refusal: { reason: string | undefined; about: string }, place: Place): void {
    const { reason, about } = refusal;
    const text = reason === undefined ? REFUSED : shorten(oneLine(reason), MAX_CHARS);
    const strength = reason === undefined ? MIN_STRENGTH : reasonStrength(reason);
    this.#add({ type: 'rejection', text, about: aboutOf(about), strength }, place);
  }

  answered({ question, answer }: Answer, place: Place): void {
    const about = shorten(oneLine(question), 160);
    // Asked again, whatever was answered before holds no more.
    for (const earlier of this.#ledger)
      if (earlier.type === 'answer' && earlier.about === about) earlier.lifted = true;
    this.#add({ type: 'answer', text: shorten(oneLine(answer), MAX_CHARS), about, strength: 0.9 }, place);
  }

  facts(): StatementFact[] {
    return this.#ledger.values();
  }

  #ruled(rule: Said, place: Place): void {
    for (const earlier of this.#ledger) {
      if (earlier.type === 'constraint' && !earlier.lifted && isOtherValue(earlier.text, rule.text))
        earlier.lifted = true;
    }
    this.#add(rule, place);
  }

  #add(statement: Said, place: Place): void {
    const fact = this.#ledger.sight(keyOf(statement), place, (seen) => ({
      ...seen,
      ...statement,
      lifted: false,
    }));
    fact.lifted = false;
  }

  /** Takes back the rules that the words repeat best. */
  #lift(words: string): boolean {
    const matches = this.#ledger
      .values()
      .filter((fact) => fact.type === 'constraint' && !fact.lifted)
      .map((fact) => ({ fact, match: repeatsRule(words, fact.text) }));
    const best = Math.max(0, ...matches.map(({ match }) => match));
    if (best === 0) return false;
    for (const { fact, match } of matches) if (match >= best) fact.lifted = true;
    return true;
  }
}

function aboutOf(label: string): string {
  return shorten(oneLine(label), 120);
}

function keyOf({ type, about, text }: Said): string {
  return `${type} ${about ?? ''} ${text}`;
}

/** What stands is kept longest, rules that are pinned before answers. */
function rankOf({ type, lifted, strength }: StatementFact): number {
  if (lifted) return 0;
  return type === 'answer' ? MIN_STRENGTH_IN_LONG - 0.05 : strength;
}

/** A reason that only asks back is settled by what follows; one that orders stands. */
function reasonStrength(reason: string): number {
  const said = sentences(reason, MAX_CHARS);
  if (said.some((sentence) => directiveStrength(sentence) > 0)) return 0.9;
  return said.length > 0 && said.every((sentence) => /[?？]\W*$/u.test(sentence)) ? 0.4 : 0.7;
}
