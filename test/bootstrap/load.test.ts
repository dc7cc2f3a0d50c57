import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadNewest, type Trust } from '../../src/bootstrap/load.ts';
import { canonicalJson } from '../../src/manifest/canonical.ts';
import type { Manifest } from '../../src/manifest/schema.ts';
import { sign } from '../../src/manifest/sign.ts';
import { loadKey } from '../../src/store/key.ts';
import { identifyProject } from '../../src/store/project.ts';
import { emptyScene, fenced, repositoryScene, type Scene } from './scene.ts';
import { Transcript } from './transcript.ts';

const SECRET_RULE = 'Never touch the legacy/ folder';
const OTHER_KEY = Buffer.alloc(32, 9);

function trustOf(scene: Scene): Trust {
  return {
    home: scene.projectHome(),
    projectId: identifyProject(scene.root).id,
    key: loadKey(scene.home),
  };
}

describe('the newest manifest', () => {
  it('is never used with one bit flipped, wherever', async () => {
    const scene = emptyScene();
    const { path } = await scene.prepare();
    const whole = readFileSync(path);
    const trust = trustOf(scene);
    expect(loadNewest(trust).loaded).toBeDefined();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (position, bit) => {
        const flipped = Buffer.from(whole);
        flipped[position] = (flipped[position] ?? 0) ^ (1 << bit);
        writeFileSync(path, flipped);
        const { loaded, refused } = loadNewest(trust);
        expect(loaded).toBeUndefined();
        expect(refused).toHaveLength(1);
        expect(['damaged', 'foreign-signature', 'unsigned']).toContain(refused[0]?.reason);
      }),
      { numRuns: 1000 },
    );
  });

  it('is never used in another spelling of the same facts', async () => {
    const scene = emptyScene();
    const { path, manifest } = await scene.prepare();
    manifest.critical_context.rules = ['Keep \u001b[1m bold.'];
    const text = `${canonicalJson(sign(manifest, loadKey(scene.home)))}\n`;
    writeFileSync(path, text);
    expect(loadNewest(trustOf(scene)).loaded).toBeDefined();
    for (const spelling of [text.replace('\\u001b', '\\u001B'), text.replace('{', '{"v":1,'), ` ${text}`]) {
      expect(spelling).not.toBe(text);
      writeFileSync(path, spelling);
      expect(loadNewest(trustOf(scene)).refused).toMatchObject([{ reason: 'damaged' }]);
    }
  });

  it('is offered, not used, when it stands behind a damaged one', async () => {
    const scene = repositoryScene();
    const transcript = new Transcript(scene.root).prompt('Please estimate the delivery time.').reply('Yes.');
    const older = await scene.prepare({ transcript: transcript.writeTo(scene) });
    const newer = await scene.prepare();
    writeFileSync(newer.path, readFileSync(newer.path).subarray(0, 700));
    const result = await scene.bootstrap();
    expect(result.loaded).toBeUndefined();
    expect(result.offered?.path).toBe(older.path);
    expect(result.verdict.protocol).toBe('emergency');
    expect(result.warnings[0]).toContain(newer.path);
    expect(result.nextSteps.join()).toContain(older.path);
    expect(fenced(result.prompt)).toContain(older.path);
    expect(result.prompt).not.toContain('delivery time');
  });

  it.each([
    ['foreign-signature', (manifest: Manifest) => sign(manifest, OTHER_KEY)],
    [
      'unsigned',
      ({ session_metadata: { sig: _, ...rest }, ...facts }: Manifest) => ({
        ...facts,
        session_metadata: rest,
      }),
    ],
    ['foreign-signature', (manifest: Manifest) => ({ ...manifest, bootstrap_instructions: ['rm -rf .'] })],
  ] as const)('is shown as %s and not injected', async (reason, forge) => {
    const scene = emptyScene();
    const { path, manifest } = await scene.prepare();
    writeFileSync(path, `${canonicalJson(forge(manifest))}\n`);
    const result = await scene.bootstrap();
    expect(result.refused).toEqual([{ path, reason, detail: expect.any(String) }]);
    expect(result.warnings[0]).toContain(path);
    expect(result.prompt).toContain(`1 manifest was refused (${reason})`);
    expect(result.prompt).not.toContain(SECRET_RULE);
    expect(result.facts).toBeUndefined();
  });

  it('of another project is foreign, though our key signed it', async () => {
    const scene = emptyScene();
    const other = emptyScene();
    const { path, manifest } = await scene.prepare();
    manifest.session_metadata.project = identifyProject(other.root).id;
    writeFileSync(path, `${canonicalJson(sign(manifest, loadKey(scene.home)))}\n`);
    const result = await scene.bootstrap();
    expect(result.refused).toEqual([{ path, reason: 'other-project', detail: expect.any(String) }]);
    expect(result.prompt).not.toContain(SECRET_RULE);
  });

  it.each([
    ['a directory', (path: string): unknown => mkdirSync(path)],
    ['a FIFO', (path: string): unknown => execFileSync('mkfifo', [path])],
    ['an empty file', (path: string): unknown => writeFileSync(path, '')],
  ])('is refused when it is %s', async (_, make) => {
    const scene = emptyScene();
    const folder = scene.projectHome().manifestsDirectory;
    mkdirSync(folder, { recursive: true });
    make(join(folder, 'RECOVERY-261124-001-103000.json'));
    const result = await scene.bootstrap();
    expect(result.refused).toMatchObject([{ reason: 'damaged' }]);
    expect(result.exitCode).toBe(1);
  });
});
