import type { Redactor } from '../redact/redactor.ts';
import type { Facts } from './facts.ts';

/** Removes secrets from every string of a JSON value, keys of objects included. Items of its lists that `isClean` stay as they are. */
export function redactDeep<T>(
  value: T,
  redactor: Redactor,
  isClean: (item: unknown) => boolean = () => false,
): T {
  if (typeof value === 'string') return redactor.redact(value) as T & string;
  if (Array.isArray(value)) {
    return value.map((item) => (isClean(item) ? item : redactDeep(item, redactor))) as T & unknown[];
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    redactor.redact(key),
    redactDeep(item, redactor, isClean),
  ]);
  return Object.fromEntries(entries) as T & object;
}

/**
 * Removes secrets from facts. Facts last seen before `since` were redacted by an earlier call of an equal redactor and stay as they
 * are, so that going on after a few new records costs no more than those records.
 */
export function redactFacts(facts: Facts, redactor: Redactor, since: number): Facts {
  return redactDeep(facts, redactor, (fact) => isOlder(fact, since));
}

function isOlder(fact: unknown, since: number): boolean {
  return (
    typeof fact === 'object' &&
    fact !== null &&
    'last' in fact &&
    typeof fact.last === 'number' &&
    fact.last < since
  );
}
