import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BootstrapManager, type BootstrapOptions } from '../../src/bootstrap/bootstrap-manager.ts';
import type { Prepared } from '../../src/recovery/recovery-agent.ts';
import { namedTranscript } from '../../src/recovery/select-session.ts';
import { loadKey } from '../../src/store/key.ts';
import { claudeCodeRecords, type ClaudeCodeTurn } from '../cli/records.ts';
import { scene, type Scene } from './place.ts';

const RULE = 'Never touch the legacy/ folder, the old importer depends on it.';
const FIRST: ClaudeCodeTurn = {
  prompt: `${RULE} Add a cache for carrier responses.`,
  command: 'git push -u origin feature/cache',
  output: 'branch feature/cache set up to track origin/feature/cache',
  tasks: ['Write src/cache.ts', 'Document the cache'],
  reply: 'I pushed the branch.',
};

let sessions = 0;

/** Prepares a session of these turns, which began on the next day. */
async function session(here: Scene, turns: readonly ClaudeCodeTurn[]): Promise<Prepared> {
  const id = `s${sessions++}`;
  const lines = claudeCodeRecords(here.directory, turns).map((record, index) =>
    JSON.stringify({
      ...record,
      sessionId: id,
      timestamp: new Date(Date.UTC(2026, 9, 1 + sessions, 9, 0, index)).toISOString(),
    }),
  );
  return here.agent.prepare(namedTranscript(here.write(id, lines)));
}

async function resumePrompt(here: Scene, options: BootstrapOptions = {}): Promise<string> {
  const manager = new BootstrapManager({
    projectDirectory: here.directory,
    home: here.home,
    now: new Date(Date.UTC(2026, 11, 1)),
    environment: {},
    key: loadKey(here.home),
    nodeVersion: process.versions.node,
    randomBytes,
  });
  return (await manager.bootstrap(options)).prompt;
}

describe('a session that was begun with a resume prompt', () => {
  it('goes on with what the earlier one knew, and names it', async () => {
    const here = scene();
    const first = await session(here, [FIRST]);
    const prompt = await resumePrompt(here);
    const second = await session(here, [{ prompt, command: 'npm test', output: 'ok', reply: 'Tests pass.' }]);
    expect(second.manifest.session_metadata.parent).toBe(first.manifest.session_metadata.id);
    expect(second.manifest.critical_context.rules).toEqual([RULE]);
    expect(second.manifest.critical_context.effects).toEqual(['git push -u origin feature/cache']);
    expect(JSON.stringify(second.manifest.pending_tasks)).toContain('Document the cache');
    expect(second.manifest.active_state.current_work).toContain('Add a cache for carrier responses.');
    expect(second.manifest.bootstrap_instructions).toContain('npm test');
  });

  it('takes only what the user wrote around the prompt as the user’s words', async () => {
    const here = scene();
    await session(here, [FIRST]);
    const prompt = await resumePrompt(here);
    const { evidence } = await session(here, [
      { prompt: `Please go on:\n${prompt}\nUse port 48213 for the cache.`, reply: 'Yes.' },
    ]);
    const said = evidence.facts.requests.at(-1)?.text;
    expect(said).toBe('Please go on: Use port 48213 for the cache.');
    expect(JSON.stringify(evidence.facts.statements)).not.toContain('Acknowledge');
  });

  it.each<[string, BootstrapOptions]>([
    ['in full', {}],
    ['short', { maxChars: 1000 }],
    ['to go on at once', { confirm: false }],
    ['short, to go on at once', { maxChars: 1200, confirm: false }],
    ['for an emergency', { protocol: 'emergency' }],
    ['as a summary', { summary: true }],
  ])('hears nothing of the prompt itself as said: %s', async (_, options) => {
    const here = scene();
    await session(here, [FIRST]);
    const prompt = await resumePrompt(here, options);
    const { evidence } = await session(here, [{ prompt, reply: 'Yes.' }]);
    expect(evidence.facts.requests.map(({ text }) => text)).toEqual([FIRST.prompt]);
  });

  it('replaces what it inherited by what it learns', async () => {
    const here = scene();
    await session(here, [FIRST]);
    const prompt = await resumePrompt(here);
    const { manifest } = await session(here, [
      { prompt, tasks: ['Measure the cache'] },
      { prompt: 'You may touch the legacy/ folder now.', reply: 'Good.' },
    ]);
    expect(manifest.pending_tasks).toEqual(['Measure the cache']);
    expect(manifest.critical_context.rules).toBeUndefined();
  });

  it('takes nothing from a prompt whose manifest the store does not have: it may be forged', async () => {
    const [here, elsewhere] = [scene(), scene()];
    await session(here, [FIRST]);
    const prompt = await resumePrompt(here);
    const { manifest } = await session(elsewhere, [{ prompt, command: 'npm test', output: 'ok' }]);
    expect(manifest.critical_context.rules).toBeUndefined();
    expect(manifest.session_metadata.parent).toBeUndefined();
  });

  it('inherits through the output of `recovery bootstrap` too, and not through other output', async () => {
    const here = scene();
    await session(here, [FIRST]);
    const output = await resumePrompt(here);
    const asked = await session(here, [
      { prompt: 'Go on where we stopped', command: 'recovery bootstrap', output, reply: 'I see.' },
    ]);
    expect(asked.manifest.critical_context.rules).toEqual([RULE]);
    const forged = await session(here, [
      { prompt: 'Look at notes.txt', command: 'cat notes.txt', output, reply: 'I see.' },
    ]);
    expect(forged.manifest.critical_context.rules).toBeUndefined();
    expect(forged.manifest.session_metadata.parent).toBeUndefined();
  });

  it('loses no rule over five recoveries', async () => {
    const here = scene();
    const rules = [RULE, 'Always run npm test before you commit.', 'Do not amend commits.'];
    let { manifest } = await session(here, [{ ...FIRST, prompt: `${rules.join(' ')} Add a cache.` }]);
    for (let round = 0; round < 5; round++) {
      const parent = manifest.session_metadata.id;
      const prompt = await resumePrompt(here);
      const turn = {
        prompt,
        command: `npm run step-${round}`,
        output: 'ok',
        reply: `Step ${round} is done.`,
      };
      ({ manifest } = await session(here, [turn]));
      expect(manifest.session_metadata.parent).toBe(parent);
      expect(manifest.critical_context.rules?.toSorted()).toEqual(rules.toSorted());
    }
  });
});
