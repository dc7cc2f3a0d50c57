import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeSetting } from '../../src/config/write.ts';
import { place } from './place.ts';

describe('changing a setting', () => {
  it('keeps the comments and the other settings of the file', async () => {
    const user = place();
    user.put('home file', '# mine\nmax_chars: 4000 # short\n\n# asked for by the team\nconfirm: false\n');
    await writeSetting(user.home, 'max_chars', '6000');
    await writeSetting(user.home, 'verify', 'npm test, npm run lint');
    await writeSetting(user.home, 'confirm', undefined);
    const text = readFileSync(user.home.configFile, 'utf8');
    expect(text).toContain('# mine\nmax_chars: 6000 # short\n');
    expect(text).not.toContain('confirm');
    expect((await user.load()).settings).toMatchObject({
      max_chars: 6000,
      verify: ['npm test', 'npm run lint'],
      confirm: true,
    });
  });

  it('makes the file, for the user alone', async () => {
    const user = place();
    await writeSetting(user.home, 'threshold', '0.7');
    expect((await user.load()).settings.threshold).toBe(0.7);
    expect(statSync(user.home.configFile).mode & 0o777).toBe(0o600);
  });

  it('refuses a value that is not valid, and writes nothing', async () => {
    const user = place();
    await expect(writeSetting(user.home, 'threshold', '80')).rejects.toThrow(
      'The configuration in the command line is not valid: threshold must be a fraction above 0, at most 1.',
    );
    expect(existsSync(user.home.configFile)).toBe(false);
  });

  it.each(['max_chars: [\n', '- a list\n', 'words\n'])(
    'does not write over a damaged file: %j',
    async (text) => {
      const user = place();
      user.put('home file', text);
      await expect(writeSetting(user.home, 'threshold', '0.7')).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringContaining(user.home.configFile),
      });
      expect(readFileSync(user.home.configFile, 'utf8')).toBe(text);
    },
  );
});
