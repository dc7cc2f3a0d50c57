import { createHmac } from 'node:crypto';
import { maskAssignments } from './assignments.ts';
import { maskCommands } from './commands.ts';
import { maskHighEntropy } from './entropy.ts';
import { maskHeaders } from './headers.ts';
import { createKnownValueStep } from './known-value-matcher.ts';
import type { KnownValue } from './known-values.ts';
import { maskPrivateKeys } from './private-keys.ts';
import { maskProviderTokens } from './provider-tokens.ts';
import type { Mask, Step } from './step.ts';
import { maskUrls } from './urls.ts';

/** Removes secrets from text before it is stored, printed, indexed or logged. */
export interface Redactor {
  /**
   * `text` with each secret replaced by `[REDACTED:<kind>]`; the words around it stay. Expects decoded text, not
   * raw JSON lines. Deterministic and idempotent; time is linear in the length of `text`; never throws.
   */
  redact(text: string): string;
  /**
   * The same for every redactor that removes the same, and different as soon as another value is known or the rules
   * changed: what was redacted under another identity must be redacted again. `salt` keys it; the values cannot be read from it.
   */
  identity(salt: string): string;
  /** Number of replacements so far, by kind. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Raised whenever the rules find more than before, so that what is stored is redacted again. */
const RULES_VERSION = 1;

/** The surest detectors come first, so that a replacement carries the most telling kind. */
const STEPS: readonly Step[] = [
  maskPrivateKeys,
  maskProviderTokens,
  maskUrls,
  maskHeaders,
  maskCommands,
  maskAssignments,
  maskHighEntropy,
];

/** Nothing shorter holds a secret with its context. */
const MIN_TEXT = 8;

/** A replacement may uncover another secret beside it; one more pass nearly always settles that. */
const MAX_PASSES = 4;

/**
 * A redactor for one run of the program.
 *
 * @param options.knownValues secrets to find wherever and however encoded they occur, from `collectKnownValues`
 */
export function createRedactor(options: { knownValues?: readonly KnownValue[] } = {}): Redactor {
  const counts = new Map<string, number>();
  const knownValues = options.knownValues ?? [];
  const steps = knownValues.length === 0 ? STEPS : [createKnownValueStep(knownValues), ...STEPS];
  const mask: Mask = (kind) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return `[REDACTED:${kind}]`;
  };
  return {
    counts,
    identity: (salt) =>
      createHmac('sha256', salt)
        .update(JSON.stringify([RULES_VERSION, knownValues.map(({ value }) => value).toSorted()]))
        .digest('base64url'),
    redact(text) {
      if (text.length < MIN_TEXT) return text;
      let before = text;
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const after = steps.reduce((current, step) => step(current, mask), before);
        if (after === before) return after;
        before = after;
      }
      return before;
    },
  };
}
