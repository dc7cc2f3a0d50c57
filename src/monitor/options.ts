import { RecoveryError } from '../errors.ts';
import type { SessionMonitorOptions } from './contract.ts';

export type CheckedOptions = ReturnType<typeof checkedOptions>;

/** The options with their defaults. Throws `usage` for those that make no sense, 80 for 80 % among them. */
export function checkedOptions(options: SessionMonitorOptions) {
  const { threshold = 0.8, rearmDrop = 0.15, limitTokens, windowTokens } = options;
  if (!(threshold > 0 && threshold <= 1)) {
    throw invalid('threshold', threshold, 'a fraction above 0 and at most 1, such as 0.8');
  }
  if (!(rearmDrop >= 0 && rearmDrop < 1)) {
    throw invalid('rearmDrop', rearmDrop, 'a fraction from 0 and below 1, such as 0.15');
  }
  for (const [name, tokens] of Object.entries({ limitTokens, windowTokens })) {
    if (tokens !== undefined && !(tokens > 0)) throw invalid(name, tokens, 'a number of tokens above 0');
  }
  return {
    ...options,
    threshold,
    rearmDrop,
    activeLimitMs: options.activeLimitMs ?? 2 * 60 * 60 * 1000,
    idleGapMs: options.idleGapMs ?? 5 * 60 * 1000,
    debounceMs: options.debounceMs ?? 10_000,
    recordsUsage: options.recordsUsage ?? true,
  };
}

function invalid(name: string, value: number, expected: string): RecoveryError {
  return new RecoveryError('usage', `Cannot monitor the session: ${name} is ${value}.`, {
    hint: `Set ${name} to ${expected}.`,
  });
}
