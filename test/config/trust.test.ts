import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { projectFiles, saveApprovals } from '../../src/config/trust.ts';
import { place } from './place.ts';

const GREEDY = 'max_chars: 9000\nthreshold: 0.5\nconfirm: false\nagents: [codex]\nverify: ["touch owned"]\n';

describe('a project that nobody approved', () => {
  it('may lower limits and nothing else', async () => {
    const user = place();
    user.put('project file', GREEDY);
    user.put('.env', 'RECOVERY_CONFIRM=0\nRECOVERY_LIMIT_TOKENS=1000\nRECOVERY_MAX_CHARS=7000\n');
    const { settings, origins, untrusted } = await user.load();
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, threshold: 0.5, max_chars: 7000 });
    expect(origins).toMatchObject({ threshold: 'project file', max_chars: '.env', confirm: 'default' });
    expect(untrusted).toEqual(['recovery.config.yaml', '.env']);
  });

  it('is not asked about when it only lowers limits, or sets nothing of ours', async () => {
    const user = place();
    user.put('project file', 'max_chars: 4000\n');
    user.put('.env', 'DATABASE_URL=postgres://localhost/app\n');
    const { settings, untrusted } = await user.load();
    expect(settings.max_chars).toBe(4000);
    expect(untrusted).toEqual([]);
  });

  it('cannot raise what the user lowered', async () => {
    const user = place();
    user.put('home file', 'max_chars: 3000\n');
    user.put('project file', 'max_chars: 5000\n');
    expect(await user.load()).toMatchObject({
      settings: { max_chars: 3000 },
      origins: { max_chars: 'home file' },
      untrusted: ['recovery.config.yaml'],
    });
  });
});

describe('an approval', () => {
  it('holds for the file as it was, and is asked for again when it changes', async () => {
    const user = place();
    user.put('project file', GREEDY);
    user.approve();
    expect(await user.load()).toMatchObject({ settings: { verify: ['touch owned'] }, untrusted: [] });
    user.put('project file', `${GREEDY}# changed\n`);
    expect(await user.load()).toMatchObject({
      settings: { verify: [] },
      untrusted: ['recovery.config.yaml'],
    });
    user.put('project file', GREEDY);
    expect(await user.load()).toMatchObject({ untrusted: [] });
  });

  it('holds for one project, file by file', async () => {
    const user = place();
    user.put('project file', GREEDY);
    user.approve();
    user.put('.env', 'RECOVERY_CONFIRM=false\n');
    expect((await user.load()).untrusted).toEqual(['.env']);
    const other = join(user.root, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'recovery.config.yaml'), GREEDY);
    expect(projectFiles(user.home, other)).toMatchObject([{ approved: false }]);
  });

  it('can be taken back', async () => {
    const user = place();
    user.put('project file', GREEDY);
    user.approve();
    saveApprovals(user.home, user.project, []);
    expect((await user.load()).untrusted).toEqual(['recovery.config.yaml']);
  });

  it.each(['{', 'null', '7', '"yes"'])('that was damaged is refused with a hint: %s', async (text) => {
    const user = place();
    user.put('project file', GREEDY);
    writeFileSync(user.home.trustFile, text);
    await expect(user.load()).rejects.toMatchObject({
      code: 'config-invalid',
      message: `${user.home.trustFile} is damaged.`,
      hint: expect.stringContaining('recovery trust'),
    });
  });
});
