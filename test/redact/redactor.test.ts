import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRedactor } from '../../src/redact/redactor.ts';
import { CONTEXTS } from './contexts.ts';
import { LOOK_ALIKES } from './look-alikes.ts';
import { PROVIDER_SAMPLES } from './provider-samples.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** Pieces that detectors react to, so that random texts reach their corners. */
const PIECES = [
  'password',
  'token',
  'api_key',
  'Authorization: Bearer ',
  'Cookie: ',
  'curl -u ',
  'eyJ',
  '://',
  '@',
  ':',
  '=',
  '"',
  "'",
  '\\"',
  '\\n',
  '\n',
  ' ',
  '{',
  '}',
  '-----BEGIN PRIVATE KEY-----',
  '[REDACTED:token]',
  '[REDACTED',
  ']',
  '--',
  'a1B2c3D4e5F6g7H8i9J0k1L2',
  `hunter${'2'}`,
  `sk-${'ant-'}`,
  `AK${'IA'}`,
  '/',
  '.',
  ',',
  '密',
  '🔑',
  '​',
  '%3D',
];

const messyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PIECES),
      fc.string({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((pieces) => pieces.join(''));

/** The longest marker is shorter than what 6 characters, the shortest secret, can grow to. */
const MAX_GROWTH = 8;

describe('a redactor', () => {
  it('changes nothing that it has redacted already', () => {
    const redactor = createRedactor({ knownValues: [{ name: 'X_TOKEN', value: 'a1B2c3D4e5F6' }] });
    fc.assert(
      fc.property(messyText, (text) => {
        const once = redactor.redact(text);
        expect(redactor.redact(once)).toBe(once);
      }),
      { numRuns: 2_000, seed: 42 },
    );
  });

  it('changes nothing that it has redacted already, for every provider and context', () => {
    const redactor = createRedactor();
    const random = seededRandom(99);
    for (const { make } of PROVIDER_SAMPLES) {
      for (const { put } of CONTEXTS) {
        const once = redactor.redact(put(make(random)));
        expect(redactor.redact(once)).toBe(once);
      }
    }
  });

  it('never throws and never grows a text without bound', () => {
    const redactor = createRedactor();
    fc.assert(
      fc.property(messyText, (text) => {
        expect(redactor.redact(text).length).toBeLessThanOrEqual(text.length * MAX_GROWTH);
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });

  it('gives the same for the same text, whoever asks and whatever came before', () => {
    const busy = createRedactor();
    const random = seededRandom(1);
    for (const { make } of PROVIDER_SAMPLES) {
      const text = `first ${make(random)} then password=${make(random)}`;
      expect(busy.redact(text)).toBe(createRedactor().redact(text));
    }
  });

  it('counts replacements by kind', () => {
    const redactor = createRedactor();
    redactor.redact(`password="hunter${'2" and password="hunter'}` + '3"');
    redactor.redact('Nothing to see here.');
    expect([...redactor.counts]).toEqual([['password', 2]]);
  });

  it('leaves marks of its own and of others as they are', () => {
    const text =
      'password=[REDACTED:password] token: REDACTED "secret": "[REDACTED]" Bearer [REDACTED:bearer]';
    expect(createRedactor().redact(text)).toBe(text);
  });

  it('masks at most 0.4 % of ordinary text', () => {
    const text = Object.values(LOOK_ALIKES).flat().join('\n');
    const redacted = createRedactor().redact(text);
    const kept = redacted.split(/\[REDACTED:[a-z-]+\]/).join('').length;
    expect((text.length - kept) / text.length).toBeLessThanOrEqual(0.004);
  });
});
