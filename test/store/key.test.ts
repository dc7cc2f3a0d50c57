import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { homeAt } from '../../src/store/home.ts';
import { loadKey } from '../../src/store/key.ts';
import { scratch, startMany } from './processes.ts';

describe('the signing key', () => {
  it('is made once, for the user alone', () => {
    const home = homeAt(join(scratch(), 'state'));
    const key = loadKey(home);
    expect(key).toHaveLength(32);
    expect(loadKey(home)).toEqual(key);
    expect(statSync(home.keyFile).mode & 0o777).toBe(0o600);
    expect(loadKey(homeAt(scratch()))).not.toEqual(key);
  });

  it('is the same for all processes that make it at once', async () => {
    const home = homeAt(join(scratch(), 'state'));
    const keys = await startMany(
      12,
      `const [{ loadKey }, { homeAt }] = [await use('store/key.ts'), await use('store/home.ts')];
       console.log(loadKey(homeAt(words[0])).toString('hex'));`,
      [home.root],
    );
    expect(new Set(keys)).toEqual(new Set([readFileSync(home.keyFile, 'utf8')]));
    expect(readdirSync(home.root)).toEqual(['key']);
  });

  const whole = '0f'.repeat(32);
  it.each(['', 'abc', whole.slice(2), `${whole}00`, `${whole}zz`, whole.replace('0', 'x')])(
    'is refused with a hint when it is damaged, and never replaced: %j',
    (text) => {
      const home = homeAt(scratch());
      writeFileSync(home.keyFile, text);
      expect(() => loadKey(home)).toThrowError(
        expect.objectContaining({
          code: 'home-unusable',
          message: `The signing key ${home.keyFile} is damaged: expected 64 hex digits.`,
          hint: expect.stringContaining('Restore it from a backup'),
        }),
      );
      expect(readFileSync(home.keyFile, 'utf8')).toBe(text);
    },
  );

  it('that cannot be read or made names the home', () => {
    const folder = scratch();
    const asDirectory = homeAt(folder);
    mkdirSync(asDirectory.keyFile);
    expect(() => loadKey(asDirectory)).toThrowError(expect.objectContaining({ code: 'home-unusable' }));
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => loadKey(homeAt(join(file, 'state')))).toThrowError(
      expect.objectContaining({ code: 'home-unusable', hint: expect.stringContaining('RECOVERY_HOME') }),
    );
  });
});
