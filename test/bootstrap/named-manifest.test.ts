import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecoveryError } from '../../src/errors.ts';
import { MANIFEST_LIMIT_BYTES } from '../../src/manifest/limit.ts';
import { emptyScene, fenced, unfenced, repositoryScene } from './scene.ts';

const PADDED = (bytes: number): string => {
  const json = '{"session_metadata":""}';
  return json.replace('""', `"${'x'.repeat(bytes - json.length)}"`);
};

const MINIMAL =
  '{"session_metadata":{"v":1,"id":"RECOVERY-261124-001-103000","project":"p-1","session":"pi/1","timestamp":' +
  '"2026-11-24T10:30:00Z","phase":"working"},"active_state":{},"critical_context":{},"memory_pointers":{},' +
  '"context_compression_metrics":{"original_tokens":1}}';

/** What a user may name by mistake, or be given by somebody else. */
const UNUSABLE: { name: string; code: string; make: (path: string) => unknown }[] = [
  { name: 'a file that is not there', code: 'manifest-unreadable', make: () => undefined },
  { name: 'a directory', code: 'manifest-unreadable', make: (path) => mkdirSync(path) },
  { name: 'a FIFO', code: 'manifest-unreadable', make: (path) => execFileSync('mkfifo', [path]) },
  { name: 'a device', code: 'manifest-unreadable', make: (path) => symlinkSync('/dev/zero', path) },
  { name: 'a loop of links', code: 'manifest-unreadable', make: (path) => symlinkSync(path, path) },
  {
    name: 'invalid UTF-8',
    code: 'manifest-unreadable',
    make: (path) => writeFileSync(path, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
  },
  { name: 'another JSON', code: 'manifest-unreadable', make: (path) => writeFileSync(path, '[1, null]') },
  {
    name: 'deep JSON',
    code: 'manifest-unreadable',
    make: (path) => writeFileSync(path, '['.repeat(1000) + ']'.repeat(1000)),
  },
  {
    name: '2,047 bytes that are no manifest',
    code: 'manifest-unreadable',
    make: (path) => writeFileSync(path, PADDED(MANIFEST_LIMIT_BYTES - 1)),
  },
  {
    name: '2,048 bytes',
    code: 'manifest-too-large',
    make: (path) => writeFileSync(path, PADDED(MANIFEST_LIMIT_BYTES)),
  },
  {
    name: '100 megabytes',
    code: 'manifest-too-large',
    make: (path) => {
      writeFileSync(path, '{');
      truncateSync(path, 100_000_000);
    },
  },
];

describe('a manifest named by hand', () => {
  it.each(UNUSABLE)('that is $name is refused with $code', async ({ code, make }) => {
    const scene = emptyScene();
    const manifestPath = join(scene.folder, 'named.json');
    make(manifestPath);
    const failure: unknown = await scene.bootstrap({ manifestPath }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RecoveryError);
    expect(failure).toMatchObject({ code, message: expect.stringContaining('named.json') });
  });

  it.each([
    ['at the top', '{"__proto__":{"polluted":true},"session_metadata"', '{"session_metadata"'],
    ['in a section', '"active_state":{"__proto__":{"polluted":true}}', '"active_state":{}'],
  ])('that holds __proto__ %s is refused', async (_, hostile, harmless) => {
    const scene = emptyScene();
    const manifestPath = join(scene.folder, 'named.json');
    writeFileSync(manifestPath, MINIMAL.replace(harmless, hostile));
    expect(readFileSync(manifestPath, 'utf8')).toContain('__proto__');
    await expect(scene.bootstrap({ manifestPath })).rejects.toMatchObject({ code: 'manifest-unreadable' });
  });

  it('that has a folder __proto__ pollutes nothing', async () => {
    const scene = emptyScene();
    const manifestPath = join(scene.folder, 'named.json');
    const files = '"memory_pointers":{"files":{"__proto__":["polluted"],"constructor":"a.ts"}}';
    writeFileSync(manifestPath, MINIMAL.replace('"memory_pointers":{}', files));
    const { prompt } = await scene.bootstrap({ manifestPath });
    expect(fenced(prompt)).toContain('constructor/a.ts');
    expect(Object.hasOwn(Object.prototype, '0')).toBe(false);
  });

  it('that was signed elsewhere is rendered, with exactly one line that says so', async () => {
    const { path } = await repositoryScene().prepare();
    const here = emptyScene('another-project');
    for (const maxChars of [1000, 2000, 8000]) {
      const result = await here.bootstrap({ manifestPath: path, maxChars });
      const lines = result.prompt.split('\n').filter((line) => /signed|vouches/.test(line));
      expect(lines).toEqual([expect.stringMatching(/^Careful: this manifest was signed on another machine/)]);
      expect(fenced(result.prompt)).toContain('Never touch the legacy/ folder');
      expect(result).toMatchObject({ exitCode: 1, verdict: { verificationNeeded: true } });
    }
  });

  it('that was made here for another project is rendered, with one line that says so', async () => {
    const scene = emptyScene();
    const { path } = await scene.prepare();
    const elsewhere = join(scene.folder, 'another-project');
    mkdirSync(elsewhere);
    const result = await scene.bootstrap({ manifestPath: path }, { projectDirectory: elsewhere });
    expect(unfenced(result.prompt).match(/for another project/g)).toHaveLength(1);
    expect(result.loaded?.evidence).toBeUndefined();
  });

  it('that is our own, with the line ends of an editor, has its evidence', async () => {
    const scene = emptyScene();
    const { path } = await scene.prepare();
    const manifestPath = join(scene.folder, 'copy.json');
    writeFileSync(manifestPath, `${readFileSync(path, 'utf8')}\n\n`);
    const result = await scene.bootstrap({ manifestPath });
    expect(result.loaded).toMatchObject({ path: manifestPath, evidence: { v: 1 } });
    expect(result.loaded?.foreign).toBeUndefined();
  });
});
