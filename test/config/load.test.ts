import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SETTING_NAMES } from '../../src/config/settings.ts';
import { place } from './place.ts';

describe('a setting', () => {
  it('has its default when nobody sets it', async () => {
    const { settings, origins } = await place().load();
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(Object.keys(origins)).toEqual(SETTING_NAMES);
    expect(new Set(Object.values(origins))).toEqual(new Set(['default']));
  });

  it('comes from the strongest place that sets it, and says from which', async () => {
    const user = place();
    const expectOrigin = async (
      origin: string,
      given: Parameters<typeof user.load>[0] = {},
    ): Promise<void> => {
      user.approve();
      const { settings, origins } = await user.load(given);
      expect([origins.max_chars, settings.max_chars]).toEqual([origin, VALUES[origin]]);
    };
    await expectOrigin('default');
    user.put('home file', 'max_chars: 2000\n');
    await expectOrigin('home file');
    user.put('project file', 'max_chars: 3000\n');
    await expectOrigin('project file');
    user.put('.env', 'RECOVERY_MAX_CHARS=4000\n');
    await expectOrigin('.env');
    const environment = { RECOVERY_MAX_CHARS: '5000' };
    await expectOrigin('environment', { environment });
    await expectOrigin('flag', { environment, flags: { max_chars: 6000 } });
  });

  it('is read from a text by its type', async () => {
    const { settings } = await place().load({
      environment: {
        RECOVERY_THRESHOLD: '0.65',
        RECOVERY_LIMIT_TOKENS: '120000',
        RECOVERY_CONFIRM: 'false',
        RECOVERY_AGENTS: 'codex, pi,',
        RECOVERY_MAX_CHARS: '',
      },
    });
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      threshold: 0.65,
      limit_tokens: 120_000,
      confirm: false,
      agents: ['codex', 'pi'],
    });
  });

  it('is read from an .env with comments, quotes, exports and the variables of others', async () => {
    const user = place();
    user.put(
      '.env',
      [
        '# ours',
        'DATABASE_URL=postgres://localhost/app # RECOVERY_CONFIRM=true',
        'export RECOVERY_CONFIRM=false',
        'RECOVERY_VERIFY="npm test, npm run lint" # two commands',
        "RECOVERY_AGENTS='pi'",
        '  RECOVERY_THRESHOLD = 0.5',
        '#RECOVERY_LIMIT_TOKENS=5',
        'RECOVERY_HOME=/somewhere/else',
      ].join('\r\n'),
    );
    user.approve();
    const { settings, home } = await user.load();
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      confirm: false,
      verify: ['npm test', 'npm run lint'],
      agents: ['pi'],
      threshold: 0.5,
    });
    expect(home.root).toBe(user.home.root);
  });
});

const VALUES: Record<string, number> = {
  default: 8000,
  'home file': 2000,
  'project file': 3000,
  '.env': 4000,
  environment: 5000,
  flag: 6000,
};

describe('a configuration that is not valid', () => {
  const wrong: [text: string, key: string][] = [
    ['max_chars: 10', 'max_chars must be a whole number from 1000 to 100000'],
    ['max_chars: plenty', 'max_chars must be'],
    ['max_chars: 4000.5', 'max_chars must be'],
    ['threshold: 0', 'threshold must be a fraction above 0'],
    ['threshold: 80', 'threshold must be'],
    ['limit_tokens: -1', 'limit_tokens must be'],
    ['confirm: sometimes', 'confirm must be true or false'],
    ['agents: codex', 'agents must be a list of names'],
    ['verify: [npm test, 5]', 'verify must be a list of commands'],
    ['frobnicate: 1', 'unknown setting frobnicate'],
    ['__proto__: { max_chars: 1 }', 'unknown setting __proto__'],
    ['just words', 'no list of settings'],
    ['- max_chars: 4000', 'no list of settings'],
    ['max_chars: 4000\nmax_chars: 5000', 'not valid YAML: Map keys must be unique at line 2, column 1.'],
    ['max_chars: [', 'not valid YAML'],
    [`verify: ${'['.repeat(10_000)}`, 'not valid YAML'],
  ];

  it.each(wrong)('names the file and the key: %s', async (text, message) => {
    const user = place();
    user.put('home file', text);
    await expect(user.load()).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining(message),
      hint: expect.any(String),
    });
    await expect(user.load()).rejects.toThrow(user.home.configFile);
  });

  it('is refused in the environment too', async () => {
    const environment = { RECOVERY_THRESHOLD: 'high' };
    await expect(place().load({ environment })).rejects.toThrow('in the environment is not valid: threshold');
  });

  it('is refused in a project that was approved, and passed over in one that was not', async () => {
    const user = place();
    user.put('project file', 'max_chars: many\n');
    expect((await user.load()).untrusted).toEqual(['recovery.config.yaml']);
    user.approve();
    await expect(user.load()).rejects.toThrow(/recovery\.config\.yaml is not valid: max_chars/);
  });

  it.each(['null\n', '', '# nothing yet\n', '{}\n'])('is none when the file is empty: %j', async (text) => {
    const user = place();
    user.put('home file', text);
    expect((await user.load()).settings).toEqual(DEFAULT_SETTINGS);
  });
});
