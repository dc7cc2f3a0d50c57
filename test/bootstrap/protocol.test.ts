import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emptyScene, fenced, repositoryScene } from './scene.ts';
import { Transcript } from './transcript.ts';

/** The fixture ended at 09:30:19. */
const ONE_DAY_LATER = new Date('2026-11-24T09:30:19Z');

describe('the protocol', () => {
  it('is quick up to 24 hours after the session, when nothing changed', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const result = await scene.bootstrap({}, { now: ONE_DAY_LATER });
    expect(result.verdict).toMatchObject({ protocol: 'quick', asked: false, verificationNeeded: false });
    expect(result).toMatchObject({ status: 'success', exitCode: 0, warnings: [] });
    expect(result.prompt).toContain('24 hours ago');
  });

  it('is full one second later', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const result = await scene.bootstrap({}, { now: new Date(ONE_DAY_LATER.getTime() + 1000) });
    expect(result.verdict).toMatchObject({
      protocol: 'full',
      reason: expect.stringContaining('24 hours ago'),
    });
    expect(result.exitCode).toBe(0);
  });

  it('is full when the project changed, however little', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    scene.write('docs/new.md', '');
    const result = await scene.bootstrap();
    expect(result.verdict).toMatchObject({ protocol: 'full', reason: 'the project changed since' });
    expect(result.exitCode).toBe(0);
  });

  it('is full when the session ended at a time that is still to come', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const result = await scene.bootstrap({}, { now: new Date('2026-11-01T00:00:00Z') });
    expect(result.verdict).toMatchObject({ protocol: 'full', reason: expect.stringContaining('not known') });
    expect(result.prompt).toContain('It ended at an unknown time');
  });

  it('is emergency, to be verified, when uncommitted work is gone', async () => {
    const scene = repositoryScene();
    scene.write('src/eta.ts', 'export const eta = 2;\n');
    await scene.prepare();
    scene.git('checkout', '-q', '--', 'src/eta.ts');
    const result = await scene.bootstrap();
    expect(result.verdict).toMatchObject({
      protocol: 'emergency',
      reason: 'project-state-consistency failed',
      verificationNeeded: true,
    });
    expect(result).toMatchObject({ status: 'partial', exitCode: 1 });
    expect(result.prompt).toContain('5. Verification is needed');
    expect(fenced(result.prompt)).toContain('Never touch the legacy/ folder');
  });

  it('is emergency when an open task names a file that is gone, and not when it was renamed', async () => {
    const scene = repositoryScene();
    const transcript = new Transcript(scene.root)
      .prompt('Go on.')
      .edit('src/eta.ts')
      .todos('Mend src/eta.ts');
    await scene.prepare({ transcript: transcript.writeTo(scene) });
    scene.git('mv', 'src/eta.ts', 'src/estimate.ts');
    expect((await scene.bootstrap()).verdict.protocol).toBe('full');
    scene.remove('src/estimate.ts');
    scene.commitAll('Drop the estimate');
    const result = await scene.bootstrap();
    expect(result.verdict).toMatchObject({
      protocol: 'emergency',
      reason: 'task-status-verification failed',
    });
    expect(fenced(result.prompt)).toContain('Open tasks name files that are gone: src/eta.ts.');
  });

  it('is not emergency for a file that was gone already when the manifest was made', async () => {
    const scene = repositoryScene();
    const transcript = new Transcript(scene.root)
      .prompt('Go on.')
      .edit('src/gone.ts')
      .todos('Mend src/gone.ts');
    await scene.prepare({ transcript: transcript.writeTo(scene) });
    expect((await scene.bootstrap()).verdict.protocol).toBe('quick');
  });

  it('is emergency without a manifest, and with a damaged one only', async () => {
    const scene = emptyScene();
    const nothing = await scene.bootstrap({ protocol: 'quick' });
    expect(nothing.verdict).toMatchObject({ protocol: 'emergency', verificationNeeded: true });
    expect(nothing).toMatchObject({ status: 'failed', exitCode: 1 });
    const { path } = await scene.prepare();
    writeFileSync(path, '{');
    const damaged = await scene.bootstrap();
    expect(damaged).toMatchObject({ status: 'failed', exitCode: 1, refused: [{ reason: 'damaged' }] });
    expect(damaged.verdict.protocol).toBe('emergency');
  });

  it.each([
    ['quick', 0],
    ['full', 0],
    ['emergency', 1],
  ] as const)('is %s when that is asked for by name, and exits with %i', async (protocol, exitCode) => {
    const scene = repositoryScene();
    await scene.prepare();
    const result = await scene.bootstrap({ protocol }, { now: new Date('2027-03-01T00:00:00Z') });
    expect(result.verdict).toMatchObject({ protocol, asked: true, reason: 'it was asked for by name' });
    expect(result.exitCode).toBe(exitCode);
    expect(result.steps.map(({ name }) => name)).toHaveLength({ quick: 4, full: 5, emergency: 3 }[protocol]);
  });

  it('by name does not do away with the need for verification', async () => {
    const scene = repositoryScene();
    scene.write('src/eta.ts', 'export const eta = 2;\n');
    await scene.prepare();
    scene.git('checkout', '-q', '--', 'src/eta.ts');
    const result = await scene.bootstrap({ protocol: 'quick', confirm: false });
    expect(result).toMatchObject({ exitCode: 1, verdict: { protocol: 'quick', verificationNeeded: true } });
    expect(result.prompt).toContain('5. Verification is needed');
  });

  it('emergency by name keeps to what is critical', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const { prompt } = await scene.bootstrap({ protocol: 'emergency' });
    expect(prompt).toContain('## Rules and refusals');
    expect(prompt).not.toContain('## Names in the code');
  });
});
