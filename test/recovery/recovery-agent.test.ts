import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listManifests } from '../../src/manifest/files.ts';
import { readManifest } from '../../src/manifest/read-manifest.ts';
import { verifySignature } from '../../src/manifest/sign.ts';
import { namedTranscript } from '../../src/recovery/select-session.ts';
import { loadKey } from '../../src/store/key.ts';
import { claudeCodeRecords } from '../cli/records.ts';
import { startMany, temporaries } from '../store/processes.ts';
import { PARCEL_LINES, scene } from './place.ts';

describe('preparing', () => {
  it('twice gives the same bytes under the same name', async () => {
    const { agent, write, projectHome } = scene();
    const selected = namedTranscript(write('s', PARCEL_LINES));
    const first = await agent.prepare(selected);
    const bytes = readFileSync(first.path);
    const second = await agent.prepare(selected);
    expect(second.path).toBe(first.path);
    expect(readFileSync(second.path)).toEqual(bytes);
    expect(readFileSync(projectHome.latestFile)).toEqual(bytes);
    expect(second.evidence).toEqual(first.evidence);
    expect(second.sizeBytes).toBe(bytes.length - 1);
  });

  it('after new events leaves the manifest before in the history', async () => {
    const { agent, write, projectHome, home } = scene();
    const first = await agent.prepare(namedTranscript(write('s', PARCEL_LINES.slice(0, 60))));
    const second = await agent.prepare(namedTranscript(write('s', PARCEL_LINES)));
    expect(listManifests(projectHome)).toEqual([second.path, first.path]);
    expect(second.sessionId).toBe(first.sessionId);
    for (const { path } of [first, second]) {
      expect(verifySignature(readManifest(path), loadKey(home))).toBe('valid');
    }
  });

  it('in eight processes at once leaves one whole manifest', async () => {
    const { directory, home, write, projectHome } = scene();
    const path = write('s', PARCEL_LINES);
    const outputs = await startMany(
      8,
      `const [{ RecoveryAgent }, { namedTranscript }, { createRedactor }, { homeAt }, { loadKey }] = await Promise.all(
         ['recovery/recovery-agent.ts', 'recovery/select-session.ts', 'redact/redactor.ts', 'store/home.ts', 'store/key.ts'].map(use));
       const home = homeAt(words[0]);
       const agent = new RecoveryAgent({ home, projectDirectory: words[1], redactor: createRedactor(), key: loadKey(home) });
       console.log((await agent.prepare(namedTranscript(words[2]))).path);`,
      [home.root, directory, path],
    );
    expect(new Set(outputs.map((text) => text.trim()))).toEqual(new Set(listManifests(projectHome)));
    expect(outputs).toHaveLength(8);
    expect(verifySignature(readManifest(projectHome.latestFile), loadKey(home))).toBe('valid');
    expect(readdirSync(projectHome.sessionsDirectory)).toHaveLength(1);
    expect(temporaries(home.root)).toEqual([]);
  });
});

describe('a transcript in which nothing was understood', () => {
  const strange = Array.from({ length: 9 }, (_, index) => JSON.stringify({ kind: 'new', index }));
  const hello = { parentUuid: null, type: 'user', uuid: 'a', cwd: '/x', sessionId: 's', version: '2.1.0' };
  it.each([
    ['is in another format', strange],
    ['holds no JSON', ['hello', '{"a":', '\u0000\u0000']],
    ['holds no words', [JSON.stringify({ ...hello, message: { role: 'user', content: '' } })]],
  ])('gives transcript-empty when it %s', async (_, lines) => {
    const { agent, write, projectHome } = scene();
    const path = write('s', lines);
    const selected = namedTranscript(path, 'claude-code');
    await expect(agent.prepare(selected)).rejects.toMatchObject({
      code: 'transcript-empty',
      message: expect.stringContaining(`Nothing in ${path} could be used`),
      hint: expect.stringContaining('recovery doctor'),
    });
    expect(listManifests(projectHome)).toEqual([]);
    expect(existsSync(projectHome.latestFile)).toBe(false);
  });

  it('says that it is empty when it is', async () => {
    const { agent, write, projectHome } = scene();
    const path = write('s', []);
    await expect(agent.prepare(namedTranscript(path, 'claude-code'))).rejects.toMatchObject({
      code: 'transcript-empty',
      message: `${path} is empty.`,
      hint: expect.stringContaining('recovery sessions'),
    });
    expect(listManifests(projectHome)).toEqual([]);
  });

  it('does not replace a manifest that is there', async () => {
    const { agent, write, projectHome } = scene();
    const { path } = await agent.prepare(namedTranscript(write('s', PARCEL_LINES)));
    await expect(agent.prepare(namedTranscript(write('t', strange), 'claude-code'))).rejects.toThrow();
    expect(listManifests(projectHome)).toEqual([path]);
  });
});

it('a session without times is named by the last change of its file', async () => {
  const { agent, write, directory } = scene();
  const records = claudeCodeRecords(directory, [{ prompt: 'Rename the port', reply: 'Done.' }]);
  const lines = records.map((record) => JSON.stringify({ ...record, timestamp: undefined }));
  const { manifest, path } = await agent.prepare(namedTranscript(write('s', lines, 30)));
  expect(manifest.session_metadata.timestamp).toBe('2026-11-23T09:30:00Z');
  expect(path.endsWith(join('manifests', 'RECOVERY-261123-001-093000.json'))).toBe(true);
});
