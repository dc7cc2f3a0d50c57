import { describe, expect, it } from 'vitest';

import { createRedactor } from '../../src/redact/redactor.ts';
import { PASSWORD_SURROUNDINGS, TOKEN_SURROUNDINGS } from './contextual-secrets.ts';
import { ALPHANUMERIC, BASE64, HEX, seededRandom } from '../support/seeded-random.ts';

const redactor = createRedactor();
const random = seededRandom(11);
const PASSWORDS = [`hunter${'2'}`, `Sommer${'2026!'}`, `xK4#${'pq9Lw'}`, random.text(ALPHANUMERIC, 16)];

describe('secrets told by their surroundings', () => {
  it.each(PASSWORD_SURROUNDINGS)('removes the password of: $name', ({ put }) => {
    for (const password of PASSWORDS) {
      const redacted = redactor.redact(put(password));
      expect(redacted).not.toContain(password);
      expect(redacted).toMatch(/\[REDACTED:[a-z-]+\]/);
    }
  });

  it.each(TOKEN_SURROUNDINGS)('removes the token of: $name', ({ put }) => {
    for (const token of [
      random.text(ALPHANUMERIC, 24),
      random.text(ALPHANUMERIC, 40),
      random.text(HEX, 32),
    ]) {
      expect(redactor.redact(put(token))).not.toContain(token);
    }
  });

  it('keeps the words around the secret', () => {
    expect(redactor.redact(`retry with password=${PASSWORDS[0]} now`)).toBe(
      'retry with password=[REDACTED:password] now',
    );
    expect(redactor.redact(`postgres://app:${PASSWORDS[0]}@db:5432/shop`)).toBe(
      'postgres://app:[REDACTED:url-password]@db:5432/shop',
    );
  });

  it('removes a URL password with special characters', () => {
    const redacted = redactor.redact(`DATABASE=postgresql://app:p@ss${'/w#r:d@db.internal:5432/shop'}`);
    expect(redacted).toBe('DATABASE=postgresql://app:[REDACTED:url-password]@db.internal:5432/shop');
  });

  it('removes base64 keys of connection strings', () => {
    const key = `${random.text(BASE64, 86)}==`;
    const redacted = redactor.redact(`AccountName=shop;AccountKey=${key};EndpointSuffix=core.windows.net`);
    expect(redacted).toBe('AccountName=shop;AccountKey=[REDACTED:api-key];EndpointSuffix=core.windows.net');
  });

  it('removes user and password of Basic authentication', () => {
    const credentials = Buffer.from('anna:correct horse').toString('base64');
    expect(redactor.redact(`Authorization: Basic ${credentials}`)).toBe(
      'Authorization: Basic [REDACTED:basic]',
    );
    expect(redactor.redact(`sent Basic ${credentials} twice`)).toBe('sent Basic [REDACTED:basic] twice');
  });

  it('is not switched off by markers in the text', () => {
    const line = `password="${PASSWORDS[2]}"`;
    for (const marker of [
      'secretlint-disable',
      'gitleaks:allow',
      'pragma: allowlist secret',
      'nosec',
      'trufflehog:ignore',
    ]) {
      const text = `/* ${marker} */ ${line} // ${marker}\n${line}`;
      expect(redactor.redact(text)).not.toContain(PASSWORDS[2]);
    }
  });
});
