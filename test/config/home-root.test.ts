import { describe, expect, it } from 'vitest';
import { homeRoot } from '../../src/config/home-root.ts';
import { loadConfig } from '../../src/config/load.ts';

describe.runIf(process.platform === 'linux')('the home', () => {
  it.each([
    [{}, '/home/anna/.local/state/recovery'],
    [{ XDG_STATE_HOME: '/var/state' }, '/var/state/recovery'],
    [{ XDG_STATE_HOME: '' }, '/home/anna/.local/state/recovery'],
    [{ XDG_STATE_HOME: 'state' }, '/home/anna/.local/state/recovery'],
    [{ XDG_STATE_HOME: '/var/state', RECOVERY_HOME: '/srv/recovery' }, '/srv/recovery'],
    [{ RECOVERY_HOME: '' }, '/home/anna/.local/state/recovery'],
  ])('with %j is %s', (environment, root) => {
    expect(homeRoot(environment, '/home/anna')).toBe(root);
  });
});

describe('RECOVERY_HOME', () => {
  it.each(['state', './state', '../state', '~/state'])('is refused when it is relative: %s', async (path) => {
    const environment = { HOME: '/home/anna', RECOVERY_HOME: path };
    await expect(loadConfig({ environment, projectDirectory: '/nowhere' })).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('RECOVERY_HOME is not an absolute path'),
      hint: expect.stringContaining('recovery where'),
    });
  });
});

describe('HOME', () => {
  it.each(['.', 'anna', './anna'])(
    'is refused when it is relative and the state would lie in it: %s',
    async (home) => {
      const load = (environment: Record<string, string>): Promise<unknown> =>
        loadConfig({ environment: { HOME: home, ...environment }, projectDirectory: '/nowhere' });
      await expect(load({})).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringContaining('HOME is not an absolute path'),
      });
      await expect(load({ RECOVERY_HOME: '/srv/recovery' })).resolves.toMatchObject({
        home: { root: '/srv/recovery' },
      });
    },
  );
});
