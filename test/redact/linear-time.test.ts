import { describe, expect, it } from 'vitest';

import { createRedactor } from '../../src/redact/redactor.ts';
import { BASE64, HEX, seededRandom } from '../support/seeded-random.ts';

const random = seededRandom(13);

/** Inputs that make careless patterns take quadratic time, as units that are repeated. */
const UNITS: readonly string[] = [
  'a',
  '=',
  'key=',
  'eyJ',
  ' ',
  ':',
  '"',
  "'",
  '\\',
  '\\"',
  '\n',
  '/',
  '-',
  '@',
  '://',
  '://a:b@',
  '🔑',
  '密钥',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----\n',
  'password="',
  'password: ',
  'token ',
  'authorization:',
  'bearer ',
  'cookie: a=',
  'curl -u ',
  'Private-Lines: 8\na\n',
  'key    value',
  `gh${'p_'}`,
  'sk-',
  'M',
  '[REDACTED:x]',
  '://[REDACTED:x]',
  'basic auth a:',
  'ssh-keygen -N ',
  'passphrase: ',
  'passphrase: abc abc ',
  ' abc',
  '67',
  '%3D',
  random.text(BASE64, 4096),
  random.text(HEX, 4096),
];

const SMALL = 16 * 1024;
const FACTOR = 8;
const RUNS = 5;
/** Below this, a clock on a busy machine says nothing. */
const MIN_MEASURABLE_MS = 3;

function medianMs(text: string): number {
  const redactor = createRedactor();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    redactor.redact(text);
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

describe('time', () => {
  it.each(UNITS.map((unit) => [JSON.stringify(unit.slice(0, 32)), unit]))(
    'grows no faster than the text for %s',
    (_name, unit) => {
      const small = Math.max(medianMs(repeated(unit, SMALL)), MIN_MEASURABLE_MS);
      // Quadratic time would be 8 times the limit of a linear one; 3 times is left to noise.
      expect(medianMs(repeated(unit, SMALL * FACTOR)) / small).toBeLessThan(FACTOR * 3);
    },
  );
});
