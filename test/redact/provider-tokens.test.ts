import { describe, expect, it } from 'vitest';

import { createRedactor } from '../../src/redact/redactor.ts';
import { CONTEXTS } from './contexts.ts';
import { PROVIDER_SAMPLES } from './provider-samples.ts';
import { seededRandom } from '../support/seeded-random.ts';

const SAMPLES_PER_CELL = 25;
const MIN_RECALL = 0.995;

/** A token is gone when no piece of it that would help anybody is left. */
function survives(token: string, redacted: string): boolean {
  const half = Math.floor(token.length / 2);
  return redacted.includes(token.slice(0, half)) || redacted.includes(token.slice(half));
}

describe('tokens of known providers', () => {
  const redactor = createRedactor();

  it('covers at least 45 kinds in at least 12 contexts', () => {
    expect(PROVIDER_SAMPLES.length).toBeGreaterThanOrEqual(45);
    expect(CONTEXTS.length).toBeGreaterThanOrEqual(12);
  });

  it.each(CONTEXTS)('are removed in this context: $name', ({ put }) => {
    const random = seededRandom(20261120);
    const missed: string[] = [];
    for (const { name, make } of PROVIDER_SAMPLES) {
      for (let sample = 0; sample < SAMPLES_PER_CELL; sample += 1) {
        const token = make(random);
        if (survives(token, redactor.redact(put(token)))) missed.push(name);
      }
    }
    const cells = PROVIDER_SAMPLES.length * SAMPLES_PER_CELL;
    expect(missed.length / cells, missed.join(', ')).toBeLessThanOrEqual(1 - MIN_RECALL);
  });

  it.each(PROVIDER_SAMPLES)('are removed whole: $name', ({ make }) => {
    const random = seededRandom(7);
    const tokens = Array.from({ length: SAMPLES_PER_CELL }, () => make(random));
    const left = tokens.filter((token) => !/^\[REDACTED:[a-z0-9-]+\]$/.test(redactor.redact(token)));
    expect(left.length).toBeLessThanOrEqual(1);
  });

  it('name the provider', () => {
    const random = seededRandom(3);
    const github = PROVIDER_SAMPLES[0]?.make(random) ?? '';
    expect(createRedactor().redact(`push with ${github} failed`)).toBe(
      'push with [REDACTED:github-token] failed',
    );
  });

  it('leave a shown format alone', () => {
    for (const text of [`ghp_${'x'.repeat(36)}`, `sk-ant-...`, `AKIA${'X'.repeat(16)}`]) {
      expect(redactor.redact(text)).toBe(text);
    }
  });
});
