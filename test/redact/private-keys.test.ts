import { describe, expect, it } from 'vitest';

import { createRedactor } from '../../src/redact/redactor.ts';
import { BASE64, seededRandom } from '../support/seeded-random.ts';

const random = seededRandom(5);
const ROWS = Array.from({ length: 12 }, () => random.text(BASE64, 64));
const { redact } = createRedactor();

function pem(label: string, separator: string): string {
  return [`-----BEGIN ${label}-----`, ...ROWS, `-----END ${label}-----`].join(separator);
}

function leaks(text: string): boolean {
  return ROWS.some((row) => text.includes(row.slice(0, 24)) || text.includes(row.slice(-24)));
}

describe('private keys', () => {
  it.each([
    'PRIVATE KEY',
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
  ])('removes a whole %s block', (label) => {
    expect(redact(`before\n${pem(label, '\n')}\nafter`)).toBe('before\n[REDACTED:private-key]\nafter');
  });

  it('removes a block on one line with escaped line feeds', () => {
    const redacted = redact(JSON.stringify({ key: pem('PRIVATE KEY', '\n'), kty: 'RSA' }));
    expect(redacted).toContain('"kty":"RSA"');
    expect(leaks(redacted)).toBe(false);
  });

  it('removes a block that was cut off before its end', () => {
    const cut = pem('PRIVATE KEY', '\n').split('\n').slice(0, 8).join('\n');
    expect(leaks(redact(`${cut}\n... (5 more lines)`))).toBe(false);
  });

  it('removes a block with a prefix on every line', () => {
    const diff = pem('RSA PRIVATE KEY', '\n').replaceAll(/^/gm, '+');
    expect(leaks(redact(diff))).toBe(false);
    const numbered = pem('RSA PRIVATE KEY', '\n')
      .split('\n')
      .slice(0, 8)
      .map((row, index) => `${index + 1}\t${row}`);
    expect(leaks(redact(numbered.join('\n')))).toBe(false);
  });

  it('removes the private lines of a PuTTY key', () => {
    const file = `Public-Lines: 1\nAAAAB3NzaC1yc2E=\nPrivate-Lines: 12\n${ROWS.join('\n')}\nPrivate-MAC: 00`;
    expect(leaks(redact(file))).toBe(false);
  });

  it('keeps what is said about keys', () => {
    const prose = 'The file must begin with -----BEGIN PRIVATE KEY----- and hold one key.';
    expect(redact(prose)).toBe(prose);
  });
});
