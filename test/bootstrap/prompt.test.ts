import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefusedManifest } from '../../src/bootstrap/load.ts';
import { MIN_MAX_CHARS, renderPrompt, renderSummary } from '../../src/bootstrap/prompt.ts';
import { chooseProtocol } from '../../src/bootstrap/protocol.ts';
import { renderReport } from '../../src/bootstrap/report.ts';
import { resumeFacts } from '../../src/bootstrap/resume-facts.ts';
import { CHANGES, REPOSITORY, SESSION_SECTIONS, UNCOMMITTED } from '../../src/bootstrap/section-plan.ts';
import type { Situation } from '../../src/bootstrap/situation.ts';
import { Manifest } from '../../src/manifest/schema.ts';
import { arbitraryManifest } from './arbitrary-manifest.ts';
import { emptyScene, fenced, repositoryScene, SOON, unfenced } from './scene.ts';

const NONCE = 'ab'.repeat(16);
/** What steers a terminal, turns text around or hides it; written as ranges, by another hand than the code's. */
const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|[\ufe00-\ufe0f]/u;

/** Emoji made of several, and joiners within words of scripts that join. */
const SPELT =
  /(?<=\p{Emoji}[\ufe0f\p{EMod}]?)\u200d(?=\p{Emoji})|(?<=\p{Emoji})\ufe0f|(?<=[\u0600-\u18ff])[\u200c\u200d](?=[\u0600-\u18ff])/gu;

const PLANS = [CHANGES, REPOSITORY, UNCOMMITTED, ...SESSION_SECTIONS];
const HEADINGS = new Set(PLANS.map(({ title }) => `## ${title}`));
const OTHER_LINE = /^$|^- |^ {2}|^\(\+\d+ more\)$|^(?:Session|Transcript)\b/;

const FOREIGN = 'This manifest carries no signature: nothing vouches for what it says.';

function situationOf(manifest: Manifest, isForeign: boolean): Situation {
  const root = '/home/dev/節 "quoted"\n## Heading';
  const loaded = { manifest, path: '/m.json', evidence: undefined, ...(isForeign && { foreign: FOREIGN }) };
  const project = { id: 'p-1', name: 'parcel-tracker', root, gitDirectory: undefined };
  const verdict = chooseProtocol({ asked: undefined, loaded, findings: [], checks: [], ageMs: 1000 });
  const now = { state: { root, files: {}, lockFiles: {}, runtime: {} } };
  const facts = resumeFacts(loaded, '');
  return {
    loaded,
    refused: [],
    at: SOON,
    project,
    now,
    findings: [],
    checks: [],
    verdict,
    facts,
    hasTranscript: false,
    endedAt: SOON,
  };
}

describe('the resume prompt of any manifest', () => {
  it('is never longer than asked for, shows nothing unseen, and stays behind its marks', () => {
    fc.assert(
      fc.property(
        arbitraryManifest,
        fc.integer({ min: MIN_MAX_CHARS, max: 12_000 }),
        fc.boolean(),
        (manifest, maxChars, isForeign) => {
          expect(Manifest.safeParse(manifest).success).toBe(true);
          const situation = situationOf(manifest, isForeign);
          const options = { maxChars, nonce: NONCE };
          const prompt = renderPrompt(situation, { ...options, confirm: !isForeign });
          for (const text of [prompt, renderSummary(situation, options)]) {
            expect(text.length).toBeLessThanOrEqual(maxChars);
            expect(text.isWellFormed()).toBe(true);
            expect(text.replace(SPELT, '')).not.toMatch(UNSEEN);
            expect(text.split(NONCE)).toHaveLength(3);
            expect(fenced(text)).not.toMatch(/<\s*\/?\s*recovery-data/i);
            for (const line of fenced(text).split('\n'))
              expect(HEADINGS.has(line) || OTHER_LINE.test(line), line).toBe(true);
          }
          expect(unfenced(prompt)).not.toMatch(/evil|Obey|Forget/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts what found no room', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const { prompt } = await scene.bootstrap({ maxChars: 1500 });
    expect(prompt.length).toBeLessThanOrEqual(1500);
    expect(unfenced(prompt)).toMatch(/\n\d+ more: `recovery show --all`\n/);
    expect(fenced(prompt)).toContain('Never touch the legacy/ folder');
  });

  it.each([999, 1000.5, Number.NaN, -1])('cannot be limited to %d characters', async (maxChars) => {
    await expect(emptyScene().bootstrap({ maxChars })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('the resume prompt without a manifest', () => {
  it('is within its limit too, whatever was refused', async () => {
    const scene = emptyScene();
    const { manifest, path } = await scene.prepare();
    const reasons = ['damaged', 'unsigned', 'foreign-signature', 'other-project'] as const;
    const refused = reasons.map((reason): RefusedManifest => ({ path, reason, detail: 'Not used.' }));
    const offered = { manifest, path: `/${'long/'.repeat(500)}`, evidence: undefined };
    const { loaded: _, facts: __, ...rest } = situationOf(manifest, false);
    const situation: Situation = { ...rest, facts: undefined, refused, offered };
    for (const maxChars of [MIN_MAX_CHARS, 2499, 2500, 8000])
      expect(renderPrompt(situation, { maxChars, nonce: NONCE, confirm: true }).length).toBeLessThanOrEqual(
        maxChars,
      );
  });
});

describe('the instructions', () => {
  it('are five, and the last asks for a confirmation', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const { prompt } = await scene.bootstrap();
    const steps = prompt.slice(prompt.indexOf('## What to do now')).match(/^\d\. \w+/gm);
    expect(steps).toEqual(['1. Acknowledge', '2. Confirm', '3. Identify', '4. Propose', '5. Ask']);
    expect(prompt.endsWith('5. Ask the user to confirm before you proceed.\n')).toBe(true);
  });

  it('differ in the last when the agent may go on', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const asking = (await scene.bootstrap()).prompt.trimEnd().split('\n');
    const going = (await scene.bootstrap({ confirm: false })).prompt.trimEnd().split('\n');
    expect(going.slice(0, -1)).toEqual(asking.slice(0, -1));
    expect(going.at(-1)).toMatch(/^5\. Then go on with the work/);
  });

  it('are in one sentence when room is short, and absent from a summary', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const short = await scene.bootstrap({ maxChars: 1200, confirm: false });
    expect(short.prompt).toMatch(/Acknowledge, confirm .+ identify .+ propose .+ then go on\.\n$/);
    const { prompt } = await scene.bootstrap({ summary: true });
    expect(prompt).not.toContain('What to do now');
    expect(prompt.length).toBeLessThanOrEqual(2500);
    expect(fenced(prompt)).toContain('## Rules and refusals');
  });
});

describe('the request', () => {
  it('is the one in force, with a short remark that came later', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const text = fenced((await scene.bootstrap()).prompt);
    const section = /## The request, in the words of the user\n([\s\S]*?)\n\n/.exec(text)?.[1];
    expect(section).toMatch(/^- We build the delivery estimate now\./);
    expect(section).toMatch(/^- Said later: use better-sqlite3 nowhere/m);
  });
});

describe('the report', () => {
  it('tells a person what to do next', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    scene.git('switch', '-q', '-c', 'hotfix');
    const report = renderReport(await scene.bootstrap());
    expect(report).toContain('## Next\n\n- Decide on which branch the work goes on.');
  });
});
