import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newcomer, type Newcomer } from './newcomer.ts';

function project(yaml: string, env?: string): Newcomer {
  const user = newcomer();
  writeFileSync(join(user.cwd, 'recovery.config.yaml'), yaml);
  if (env !== undefined) writeFileSync(join(user.cwd, '.env'), env);
  return user;
}

describe('recovery trust', () => {
  it.each([
    'verify: ["touch owned"]\nconfirm: false\n',
    '{verify: ["touch owned"], confirm: false}\n',
    '"verify":\n- touch owned\n? confirm\n: false\n',
    '--- # nothing to see\n{\n  "\\x76erify"  : [touch owned], confirm: false }\n',
  ])('shows what a file sets, however it is written: %j', async (yaml) => {
    const { exitCode, out } = await project(yaml).type('trust');
    expect(exitCode).toBe(1);
    expect(out).toContain('recovery.config.yaml sets\n  confirm: false\n  verify: ["touch owned"]\n');
  });

  it('shows only our own variables of an .env', async () => {
    const secret = ['hunter', '2hunter', '2'].join('');
    const user = project('max_chars: 4000\n', `DB_PASSWORD=${secret}\nexport RECOVERY_CONFIRM = "false"\n`);
    const { out } = await user.type('trust');
    expect(out).toContain('.env sets\n  confirm: false\n');
    expect(out + JSON.stringify(await user.json('trust'))).not.toContain(secret);
  });

  it('approves, is asked again after a change, and can be revoked', async () => {
    const user = project('max_chars: 9000\n');
    expect((await user.type('config')).err).toContain(
      'recovery.config.yaml of this project is not approved and was not used',
    );
    expect((await user.type('trust', '--yes')).exitCode).toBe(0);
    expect((await user.type('config')).err).toBe('');
    writeFileSync(join(user.cwd, 'recovery.config.yaml'), 'max_chars: 9500\n');
    expect(await user.json('trust')).toMatchObject({
      exitCode: 1,
      files: [{ name: 'recovery.config.yaml', approved: false, sets: { max_chars: 9500 } }],
    });
    await user.type('trust', '--yes');
    expect((await user.type('trust', '--revoke')).exitCode).toBe(0);
    expect(await user.json('config')).toMatchObject({
      settings: expect.arrayContaining([{ name: 'max_chars', value: 8000, origin: 'default' }]),
    });
  });

  it('does not approve a file that is not valid, at which every command would stop', async () => {
    const user = project('max_chars: many\n');
    expect(await user.json('trust')).toMatchObject({
      exitCode: 1,
      files: [{ sets: { invalid: expect.stringContaining('max_chars must be') } }],
    });
    const { out } = await user.type('trust');
    expect(out).toMatch(/recovery\.config\.yaml cannot be approved before it is mended or deleted\.\n$/);
    expect(out).not.toContain('--yes');
    const { exitCode, err } = await user.type('trust', '--yes');
    expect(exitCode).toBe(2);
    expect(err).toContain('max_chars must be');
    expect((await user.type('config')).exitCode).toBe(0);
  });

  it('has nothing to approve where a project brings nothing', async () => {
    const { exitCode, out } = await newcomer().type('trust');
    expect(exitCode).toBe(0);
    expect(out).toContain('brings no configuration');
  });
});

describe('recovery config', () => {
  it('sets, shows where each value comes from, and unsets', async () => {
    const user = newcomer({ RECOVERY_CONFIRM: 'false' });
    const origins = async (...words: string[]): Promise<unknown> => {
      const { settings } = (await user.json('config', ...words)) as unknown as {
        settings: { name: string; value: unknown; origin: string }[];
      };
      return settings.filter(({ origin }) => origin !== 'default');
    };
    const confirm = { name: 'confirm', value: false, origin: 'environment' };
    expect(await origins()).toEqual([confirm]);
    expect(await origins('set', 'verify', 'npm test, npm run lint')).toEqual([
      confirm,
      { name: 'verify', value: ['npm test', 'npm run lint'], origin: 'home file' },
    ]);
    expect(readFileSync(join(user.state, 'config.yaml'), 'utf8')).toContain('npm run lint');
    expect(await origins('unset', 'verify')).toEqual([confirm]);
  });
});
