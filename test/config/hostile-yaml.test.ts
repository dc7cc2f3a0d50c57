import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { place } from './place.ts';

const KIB_16 = 16 * 1024;

/** What keeps a parser of YAML busy, in any length. */
const BUSY: [what: string, text: (length: number) => string][] = [
  ['anchors', (length) => `${'&a '.repeat(length / 3)}x`],
  ['keys', (length) => Array.from({ length: length / 9 }, (_, index) => `k${index}: 1`).join('\n')],
  ['brackets', (length) => '['.repeat(length)],
  ['sequences', (length) => '- '.repeat(length / 2)],
  ['an empty line', (length) => '\n'.repeat(length)],
];

describe.each(BUSY)('a project file full of %s', (_, text) => {
  it.each([KIB_16 - 100, 900 * 1024])('of %d bytes is not used, and takes no time', async (length) => {
    const user = place();
    user.put('project file', `max_chars: 2000\n${text(length)}\n`);
    const started = performance.now();
    const { settings, untrusted } = await user.load();
    expect(performance.now() - started).toBeLessThan(2500);
    if (length < KIB_16 && text(1) === '\n') expect(settings.max_chars).toBe(2000);
    else expect([settings, untrusted]).toEqual([DEFAULT_SETTINGS, ['recovery.config.yaml']]);
  });
});

describe('a YAML file', () => {
  it('with aliases of aliases is not used', async () => {
    const user = place();
    const row = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(of).join(', ')}]`;
    user.put(
      'project file',
      ['ab', 'bc', 'cd', 'de', 'ef'].map(([a = '', b = '']) => row(b, `*${a}`)).join('\n'),
    );
    expect((await user.load()).untrusted).toEqual(['recovery.config.yaml']);
  });

  it('of the home that is too large is an error that says so', async () => {
    const user = place();
    user.put('home file', '#'.repeat(KIB_16 + 1));
    await expect(user.load()).rejects.toThrow(/config\.yaml is too large: expected at most 16384 bytes/);
  });

  it('with many unknown settings is told by a few of them', async () => {
    const user = place();
    user.put('home file', Array.from({ length: 50 }, (_, index) => `k${index}: 1\n`).join(''));
    await expect(user.load()).rejects.toThrow(/unknown setting k0, k1, k2 …\.$/);
  });
});
