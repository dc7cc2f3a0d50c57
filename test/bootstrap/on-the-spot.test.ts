import { appendFileSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RecoveryError } from '../../src/errors.ts';
import { emptyScene, fenced, repositoryScene, type Scene } from './scene.ts';
import { Transcript } from './transcript.ts';

function preparing(scene: Scene, transcript: string): { times: number; prepare: () => Promise<string> } {
  const way = {
    times: 0,
    prepare: async () => {
      way.times++;
      return (await scene.prepare({ transcript })).path;
    },
  };
  return way;
}

function transcriptIn(scene: Scene): string {
  return new Transcript(scene.root).prompt('Never use tabs.').reply('I will not.').writeTo(scene);
}

describe('preparing on the spot', () => {
  it('makes the manifest when there is none', async () => {
    const scene = repositoryScene();
    const ways = preparing(scene, transcriptIn(scene));
    const result = await scene.bootstrap({}, ways);
    expect(result).toMatchObject({ preparedOnTheSpot: true, status: 'success', exitCode: 0 });
    expect(fenced(result.prompt)).toContain('Never use tabs.');
    expect(ways.times).toBe(1);
  });

  it('leaves a manifest alone that is as new as the transcript', async () => {
    const scene = repositoryScene();
    const path = transcriptIn(scene);
    await scene.prepare({ transcript: path });
    const ways = preparing(scene, path);
    expect((await scene.bootstrap({}, ways)).preparedOnTheSpot).toBe(false);
    expect(ways.times).toBe(1);
  });

  it('takes in what was added to the transcript since', async () => {
    const scene = repositoryScene();
    const path = transcriptIn(scene);
    await scene.prepare({ transcript: path });
    new Transcript(scene.root)
      .prompt('Never use tabs.')
      .reply('No.')
      .prompt('Never use semicolons.')
      .writeTo(scene);
    const result = await scene.bootstrap({}, preparing(scene, path));
    expect(result.preparedOnTheSpot).toBe(true);
    expect(fenced(result.prompt)).toContain('Never use semicolons.');
  });

  it('replaces a damaged manifest of the same session', async () => {
    const scene = repositoryScene();
    const path = transcriptIn(scene);
    const made = await scene.prepare({ transcript: path });
    writeFileSync(made.path, 'torn');
    const result = await scene.bootstrap({}, preparing(scene, path));
    expect(result).toMatchObject({ preparedOnTheSpot: true, refused: [], exitCode: 0 });
  });

  it('uses what it made though a refused manifest seems to be newer, and says so', async () => {
    const scene = repositoryScene();
    const newer = await scene.prepare();
    appendFileSync(newer.path, '}');
    utimesSync(newer.path, new Date(2099, 0), new Date(2099, 0));
    const result = await scene.bootstrap({}, preparing(scene, transcriptIn(scene)));
    expect(result.preparedOnTheSpot).toBe(true);
    expect(fenced(result.prompt)).toContain('Never use tabs.');
    expect(result.warnings).toEqual([expect.stringContaining(newer.path)]);
  });

  it('goes on with the manifest it has when preparing fails, with a warning', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const prepare = (): never => {
      throw new RecoveryError('transcript-unreadable', 'The transcript is gone.');
    };
    const result = await scene.bootstrap({}, { prepare: async () => prepare() });
    expect(result).toMatchObject({ preparedOnTheSpot: false, status: 'partial', exitCode: 0 });
    expect(result.warnings).toEqual(['Preparing from the transcript failed: The transcript is gone.']);
    expect(fenced(result.prompt)).toContain('Never touch the legacy/ folder');
  });

  it('asks what the work was when no agent has worked here', async () => {
    const result = await emptyScene().bootstrap({}, { prepare: () => Promise.resolve(undefined) });
    expect(result).toMatchObject({ status: 'failed', exitCode: 1 });
    expect(result.prompt).toContain('Ask the user what the work was');
  });

  it('does not prepare for a manifest that the user named', async () => {
    const scene = repositoryScene();
    const { path } = await scene.prepare();
    const ways = preparing(scene, transcriptIn(scene));
    await scene.bootstrap({ manifestPath: path }, ways);
    expect(ways.times).toBe(0);
  });
});
