import { describe, expect, it } from 'vitest';

import { createRedactor } from '../../src/redact/redactor.ts';
import { ALPHANUMERIC, seededRandom } from '../support/seeded-random.ts';

const random = seededRandom(31);
/** With characters that each encoding treats differently, and some that nothing but its being known gives away. */
const VALUES = [
  'plain-words-only',
  'blue table',
  ...Array.from({ length: 40 }, () =>
    random.text(`${ALPHANUMERIC} !"#$%&'()*+,-./:;<=>?@[\\]^_{|}~äß€`, 8 + random.below(40)),
  ),
];

const ENCODINGS: readonly (readonly [string, (value: string) => string])[] = [
  ['raw', (value) => value],
  ['JSON', (value) => JSON.stringify({ value })],
  ['JSON inside JSON', (value) => JSON.stringify({ body: JSON.stringify({ value }) })],
  ['a URL', (value) => `https://example.com/?q=${encodeURIComponent(value)}&page=2`],
  [
    'a URL in lower case',
    (value) => encodeURIComponent(value).replace(/%../g, (escape) => escape.toLowerCase()),
  ],
  ['a form', (value) => new URLSearchParams({ value }).toString()],
  ['base64', (value) => Buffer.from(value).toString('base64')],
  ['base64 behind one byte', (value) => Buffer.from(`a${value}`).toString('base64')],
  ['base64 behind two bytes', (value) => Buffer.from(`ab${value}z`).toString('base64')],
  ['base64 in Basic authentication', (value) => `Basic ${Buffer.from(`anna:${value}`).toString('base64')}`],
  ['base64url', (value) => Buffer.from(`{"k":"${value}"}`).toString('base64url')],
  ['hexadecimal', (value) => Buffer.from(value).toString('hex')],
  ['upper-case hexadecimal', (value) => Buffer.from(value).toString('hex').toUpperCase()],
  ['two lines', (value) => `${value.slice(0, 5)}\n${value.slice(5)}`],
  ['a zero-width space', (value) => `${value.slice(0, 3)}\u200b${value.slice(3)}`],
  ['wrapped base64', (value) => Buffer.from(value.repeat(3)).toString('base64').replace(/.{20}/g, '$&\r\n')],
];

describe('known values', () => {
  const redactor = createRedactor({ knownValues: VALUES.map((value) => ({ name: 'X_SECRET', value })) });

  it.each(ENCODINGS)('are found in %s', (_name, encode) => {
    for (const value of VALUES) {
      const text = `before ${encode(value)} after`;
      const redacted = redactor.redact(text);
      expect(redacted, value).toContain('[REDACTED:known-value]');
      expect(redacted.startsWith('before ')).toBe(true);
      expect(redacted.endsWith(' after')).toBe(true);
    }
  });

  it('are replaced exactly, with nothing of the text around them', () => {
    expect(redactor.redact('the blue table, and a blue \ntable')).toBe(
      'the [REDACTED:known-value], and a [REDACTED:known-value]',
    );
  });

  it('are looked for only from 8 characters on', () => {
    const short = createRedactor({ knownValues: [{ name: 'PIN', value: 'table' }] });
    expect(short.redact('the blue table')).toBe('the blue table');
  });

  it('prefer the longest of several that begin alike', () => {
    const values = ['blue table', 'blue table cloth'].map((value) => ({ name: 'X', value }));
    expect(createRedactor({ knownValues: values }).redact('a blue table cloth')).toBe(
      'a [REDACTED:known-value]',
    );
  });
});
