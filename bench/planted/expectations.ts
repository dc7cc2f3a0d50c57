/** What cases ask of an outcome. Each says in its answer what was expected and what was found instead. */
import type { Expectation } from './case.ts';
import type { Line, Outcome } from './outcome.ts';
import { holds, says } from './text-match.ts';

const RULES = 'critical_context.rules';
const DECISIONS = 'critical_context.key_decisions';
const FAILED = 'critical_context.failed';
const CURRENT = 'active_state.current_work';
const PENDING = 'pending_tasks';
/** What may say that something is open. */
const OPEN = [PENDING, 'critical_context.next_steps', CURRENT];

/** A rule stands in the manifest: what it says, and each of its values to the letter. */
export function rule(sentence: string, ...values: readonly (string | number)[]): Expectation {
  return inSection(
    [RULES],
    `the rule ${JSON.stringify(sentence)}`,
    (text) => says(text, sentence) && all(text, values),
  );
}

/** No rule of the manifest and no line under a heading of rules in the prompt holds the value. */
export function noRule(value: string | number): Expectation {
  return (outcome) => {
    const line = inRules(outcome).find((text) => holds(text, value));
    return line === undefined ? undefined : `expected no rule with ${value}; found ${JSON.stringify(line)}`;
  };
}

export function decision(...values: readonly (string | number)[]): Expectation {
  return inSection([DECISIONS, RULES], `a decision with ${values.join(' and ')}`, (text) =>
    all(text, values),
  );
}

export function failedApproach(value: string): Expectation {
  return inSection([FAILED], `${value} among what does not work`, (text) => holds(text, value));
}

export function openTask(subject: string): Expectation {
  return inSection([PENDING], `the open task ${JSON.stringify(subject)}`, (text) => says(text, subject));
}

/** Open work need not be a task of a list: a part of the request counts, where the prompt shows it as open. */
export function openPart(value: string): Expectation {
  return ({ lines, prompt }) => {
    if (
      lines.some(({ section, text }) => OPEN.some((open) => section.startsWith(open)) && holds(text, value))
    )
      return undefined;
    if (prompt.split('\n').some((line) => /^- \[(?:open|in progress)\]/.test(line) && holds(line, value)))
      return undefined;
    return `expected the open part with ${value}; found ${found(lines, OPEN)}`;
  };
}

export function notOpen(value: string): Expectation {
  return ({ lines, prompt }) => {
    const task = lines.find(({ section, text }) => section.startsWith(PENDING) && holds(text, value))?.text;
    const line =
      task ??
      prompt.split('\n').find((text) => /^- \[(?:open|in progress)\]/.test(text) && holds(text, value));
    return line === undefined ? undefined : `expected ${value} not to be open; found ${JSON.stringify(line)}`;
  };
}

/** The value stands in the manifest or, when the manifest had no room for it, in the prompt. */
export function carried(...values: readonly (string | number)[]): Expectation {
  return ({ lines, prompt }) => {
    const missing = values.filter(
      (value) => !lines.some(({ text }) => holds(text, value)) && !holds(prompt, value),
    );
    return missing.length === 0
      ? undefined
      : `expected ${missing.join(', ')} in the manifest or the prompt; not there`;
  };
}

/** Nothing shows the old value as if it still held: it may only stand beside the new one, or in what was said earlier. */
export function replaced(before: string | number, now: string | number): Expectation {
  return ({ lines, prompt }) => {
    if (!lines.some(({ text }) => holds(text, now)) && !holds(prompt, now))
      return `expected the current value ${now}; not there`;
    const shown: readonly Line[] = [
      ...lines,
      ...[
        ...partsOf(prompt, /^[^\n]*\b(?:decisions|rules)\b/i),
        // Those stand beside each other in one line.
        ...partsOf(prompt, /^[^\n]*\breferences\b/i).flatMap((line) => line.split(', ')),
      ].map((text) => ({ section: 'the prompt', text })),
    ];
    const stale = shown.find(({ text }) => holds(text, before) && !holds(text, now));
    return (
      stale && `expected ${now} instead of ${before}; found ${JSON.stringify(stale.text)} in ${stale.section}`
    );
  };
}

/** What must not become anything that the next session trusts: a rule, a decision, a task, the request. */
export function notTrusted(value: string | number): Expectation {
  return (outcome) => {
    const trusted = [RULES, DECISIONS, ...OPEN];
    const line = outcome.lines.find(
      ({ section, text }) => trusted.some((name) => section.startsWith(name)) && holds(text, value),
    );
    const said = line?.text ?? inRules(outcome).find((text) => holds(text, value));
    return said === undefined
      ? undefined
      : `expected ${value} to be trusted nowhere; found ${JSON.stringify(said)}`;
  };
}

/** Where a line of the manifest or the prompt holds the value, it holds nothing of the pattern. */
export function shownWithout(value: string, pattern: RegExp): Expectation {
  return ({ lines, prompt }) => {
    const shown = [
      ...lines.map(({ section, text }) => [`the manifest's ${section}`, text] as const),
      ...prompt.split('\n').map((line) => ['the prompt', line] as const),
    ];
    const found = shown.find(([, text]) => holds(text, value) && pattern.test(text));
    return (
      found &&
      `expected nothing of ${String(pattern)} beside ${value}; found in ${found[0]}: ${JSON.stringify(found[1])}`
    );
  };
}

function all(text: string, values: readonly (string | number)[]): boolean {
  return values.every((value) => holds(text, value));
}

function inSection(
  sections: readonly string[],
  what: string,
  matches: (text: string) => boolean,
): Expectation {
  return ({ lines }) =>
    lines.some(({ section, text }) => sections.some((name) => section.startsWith(name)) && matches(text))
      ? undefined
      : `expected ${what}; found ${found(lines, sections)}`;
}

function found(lines: readonly Line[], sections: readonly string[]): string {
  const texts = lines.filter(({ section }) => sections.some((name) => section.startsWith(name)));
  return texts.length === 0
    ? `nothing in ${sections.join(', ')}`
    : JSON.stringify(texts.map(({ text }) => text));
}

function inRules({ lines, prompt }: Outcome): string[] {
  return [
    ...lines.filter(({ section }) => section.startsWith(RULES)).map(({ text }) => text),
    ...partsOf(prompt, /^[^\n]*\brules\b/i),
  ];
}

/** The lines of a prompt below headings of a kind. */
function partsOf(prompt: string, heading: RegExp): string[] {
  const parts = prompt.split(/^## /m).filter((part) => heading.test(part));
  return parts.flatMap((part) => part.split('\n'));
}
