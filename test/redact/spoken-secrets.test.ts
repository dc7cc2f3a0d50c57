import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/redact/redactor.ts';

const redact = (text: string): string => createRedactor().redact(text);
const GITHUB = `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`;
const hex = Buffer.from(GITHUB).toString('hex');

describe('a secret that somebody names in a sentence or a command', () => {
  it.each([
    ['Log in with password hunter-bzwfnc!9 on staging', 'hunter-bzwfnc!9'],
    ['use passwd Tr0ub4dor&3x there', 'Tr0ub4dor&3x'],
    ['The passphrase xk7!vq2m-z is new', 'xk7!vq2m-z'],
    ['passphrase: correct horse battery staple', 'correct horse battery staple'],
    ['passphrase correct horse battery staple for the vault', 'correct horse battery staple'],
    ['The password is correct horse battery staple, try it.', 'correct horse battery staple'],
    ['passwd: anchor violet tundra kettle morning', 'anchor violet tundra kettle morning'],
    ['Basic auth admin:secret!9 for the API', 'secret!9'],
    ['basic-auth "deploy:k3ttle99"', 'k3ttle99'],
    ["ssh-keygen -t ed25519 -N 'correct horse 9' -f key", 'correct horse 9'],
    ['ssh-keygen -p -P oldvalue1 -N newvalue2 -f key', 'oldvalue1'],
    ['ssh-keygen -p -P oldvalue1 -N newvalue2 -f key', 'newvalue2'],
    ['ssh-keygen -q -Nattached1 -f key', 'attached1'],
    [`xxd: ${hex} end`, hex],
    [`xxd: ${hex.toUpperCase()} end`, hex.toUpperCase()],
  ])('is removed: %s', (text, secret) => {
    const clean = redact(text);
    expect(clean).not.toContain(secret);
    expect(clean).toContain('[REDACTED:');
    expect(clean.slice(0, 4)).toBe(text.slice(0, 4));
    expect(redact(clean)).toBe(clean);
  });

  it.each([
    'The password field is empty, so the password reset fails.',
    'password reset-flow2 and password utf-8 and password v2.1',
    'Add password sha256-hashing and a password page2 to the login',
    'password auth/login.ts, password user_2, password step2 of 3',
    'A password of 12+ characters, with password policy#2 applied',
    'passphrase: read from the keyring, never from a file',
    'passphrase: encrypt private key file with it',
    'password: enter something that nobody else knows',
    'passphrase generator uses random words from some list',
    'The password is checked against leaked lists before saving',
    'passphrase prompt appears before unlocking',
    'the password was changed yesterday evening without telling anybody',
    'Basic auth is off; basic auth user:password was never used',
    'Basic authentication: required for admins',
    "ssh-keygen -t ed25519 -N '' -f key",
    'ssh-keygen -t rsa -N "$PASSPHRASE" -f key',
    '3f9c2a1b7d8e4f60512a9b3c4d5e6f7081920a3b and 6769742073746174757320616e6420676974206c6f67',
  ])('is not seen where there is none: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('is masked once where a token is the user of a URL', () => {
    expect(redact(`git push https://${GITHUB}@github.com/a/b`)).toMatch(
      /^git push https:\/\/\[REDACTED:[\w-]+\]@github\.com\/a\/b$/,
    );
    expect(redact(`git push https://${GITHUB}:k3ttle!morning@github.com/a/b`)).toMatch(
      /^git push https:\/\/\[REDACTED:[\w-]+\]:\[REDACTED:url-password\]@github\.com\/a\/b$/,
    );
  });

  it('is found in whatever case it is written once it is known', () => {
    const { redact: known } = createRedactor({
      knownValues: [{ name: 'STAGING_PASSWORD', value: 'Blueberry-Kettle-Ä-Morning' }],
    });
    for (const text of [
      'BLUEBERRY-KETTLE-Ä-MORNING',
      'blueberry-kettle-ä-morning',
      'Blueberry-kettle-Ä-morning',
    ])
      expect(known(`İ Say ${text}, please`)).toBe('İ Say [REDACTED:known-value], please');
  });
});
