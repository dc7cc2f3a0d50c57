import { appendFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listManifests } from '../../src/manifest/files.ts';
import { readManifest } from '../../src/manifest/read-manifest.ts';
import { prepareIfStale } from '../../src/recovery/prepare-if-stale.ts';
import { claudeCodeRecords, type ClaudeCodeTurn } from '../cli/records.ts';
import { scene, type Scene } from './place.ts';

const prepared = async ({ agent, place, projectHome }: Scene): Promise<string | undefined> => {
  const path = await prepareIfStale({ agent, place, home: projectHome, isUsable: isReadable });
  return path === undefined ? undefined : readManifest(path).active_state.current_work;
};

function isReadable(path: string): boolean {
  try {
    return readManifest(path) !== undefined;
  } catch {
    return false;
  }
}

function session(scene: Scene, turns: readonly ClaudeCodeTurn[]): string[] {
  return claudeCodeRecords(scene.directory, turns).map((record) => JSON.stringify(record));
}

const WORK: ClaudeCodeTurn = { prompt: 'Rename the port to 4711 in src/server.ts', reply: 'Done.' };
const ASKING: ClaudeCodeTurn = { prompt: 'Go on with what we did', command: 'recovery bootstrap --go-on' };

describe('preparing on the spot', () => {
  it('takes the newest session, once, and again when it grew', async () => {
    const here = scene();
    here.write('old', session(here, [{ ...WORK, prompt: 'Something older' }]), 60);
    const path = here.write('new', session(here, [WORK]), 5);
    expect(await prepared(here)).toBe(WORK.prompt);
    expect(await prepared(here)).toBeUndefined();
    appendFileSync(
      path,
      session(here, [WORK, { prompt: 'Now port 4712', reply: 'Done.' }])
        .slice(2)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect(await prepared(here)).toBe('Now port 4712');
  });

  it('prepares again when its manifest was damaged', async () => {
    const here = scene();
    here.write('work', session(here, [WORK]));
    expect(await prepared(here)).toBe(WORK.prompt);
    const [path = ''] = listManifests(here.projectHome);
    writeFileSync(path, '{');
    expect(await prepared(here)).toBe(WORK.prompt);
  });

  it.each<[string, ClaudeCodeTurn[]]>([
    ['is just running `recovery bootstrap`', [ASKING]],
    [
      'runs it behind other commands',
      [{ prompt: 'go on', command: 'cd app && npx recovery bootstrap | head' }],
    ],
    ['has not been answered', [{ prompt: 'Good morning' }]],
    ['is empty', []],
  ])('passes over the session that %s', async (_, asking) => {
    const here = scene();
    here.write('work', session(here, [WORK]), 5);
    here.write('asking', session(here, asking));
    expect(await prepared(here)).toBe(WORK.prompt);
  });

  it('does not pass over a session that asks in the middle of its work', async () => {
    const here = scene();
    const turns = [1, 2, 3, 4].map((turn) => ({ prompt: `Step ${turn}`, reply: 'Done.' }));
    here.write('work', session(here, [WORK]), 5);
    here.write('long', session(here, [...turns, ASKING]));
    expect(await prepared(here)).toBe('Step 4');
  });

  it('does nothing where nobody worked, or only sessions that ask', async () => {
    const here = scene();
    expect(await prepared(here)).toBeUndefined();
    for (const index of [1, 2, 3]) here.write(`asking-${index}`, session(here, [ASKING]), index);
    expect(await prepared(here)).toBeUndefined();
  });

  it('goes on with a session that was killed in the middle of a record', async () => {
    const here = scene();
    const path = here.write('killed', session(here, [WORK]));
    appendFileSync(path, '{"parentUuid":"torn');
    expect(await prepared(here)).toBe(WORK.prompt);
  });
});
