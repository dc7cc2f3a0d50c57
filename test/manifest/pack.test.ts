import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble, type Frame } from '../../src/manifest/assemble.ts';
import { unfolded } from '../../src/manifest/folded.ts';
import type { Candidate } from '../../src/manifest/candidate.ts';
import { sizeBytes } from '../../src/manifest/canonical.ts';
import { pack } from '../../src/manifest/pack.ts';
import { MANIFEST_LIMIT_BYTES } from '../../src/manifest/limit.ts';
import { Manifest } from '../../src/manifest/schema.ts';
import { sign, verifySignature } from '../../src/manifest/sign.ts';

const frame: Frame = {
  metadata: {
    v: 1,
    id: 'RECOVERY-261124-001-103000',
    project: 'parcel-tracker-3fa2b1c4',
    session: 'claude-code/8d58fde0-5c32-463d-ac3c-f0c840c3d193',
    timestamp: '2026-11-24T10:30:00Z',
    phase: 'working',
    context_usage_before: '81%',
  },
  branch: 'main',
  commit: '0123456789',
  ruleCount: 0,
  originalTokens: 120_000,
};
const key = Buffer.alloc(32, 7);
const slots = [
  'rules',
  'commands',
  'files',
  'key_decisions',
  'refs',
  'names',
  'environment_status',
  'effects',
] as const;

const candidate = fc.record({
  slot: fc.constantFrom(...slots),
  kind: fc.constantFrom('rule', 'command', 'file', 'decision'),
  text: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  value: fc.double({ min: 0, max: 200, noNaN: true }),
  seen: fc.constant({ first: 0, last: 0, count: 1 }),
});

const anything = (): boolean => true;

function rule(text: string): Candidate {
  return { slot: 'rules', kind: 'rule', text, value: 100, seen: { first: 0, last: 0, count: 1 } };
}

describe('packing', () => {
  it('stays below the limit with its signature, and within the schema, for any text in any script', () => {
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 60 }),
        fc.array(candidate, { maxLength: 60 }),
        (pinned, rest) => {
          const signed = sign(
            pack(frame, { pinned, openWork: [], settled: [], rest }, anything).manifest,
            key,
          );
          expect(sizeBytes(signed)).toBeLessThan(MANIFEST_LIMIT_BYTES);
          expect(Manifest.safeParse(signed).success).toBe(true);
          expect(verifySignature(signed, key)).toBe('valid');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps pinned rules before anything else, whole', () => {
    const rules = Array.from({ length: 5 }, (_, index) =>
      rule(`Never touch the folder legacy-${index}, whatever happens.`),
    );
    const rest = Array.from({ length: 200 }, (_, index): Candidate => ({
      ...rule(`npm run job-${index}`),
      slot: 'commands',
      kind: 'command',
      value: 1e6,
    }));
    const { manifest } = pack(
      { ...frame, ruleCount: 5 },
      { pinned: rules, openWork: [], settled: [], rest },
      anything,
    );
    expect(manifest.critical_context.rules).toEqual(rules.map(({ text }) => text));
    expect(manifest.critical_context.more_rules).toBeUndefined();
  });

  it('counts the rules that do not fit', () => {
    const rules = Array.from({ length: 200 }, (_, index) =>
      rule(`永远不要修改第${index}个模块的公共接口 🚫`),
    );
    const { manifest } = pack(
      { ...frame, ruleCount: 200 },
      { pinned: rules, openWork: [], settled: [], rest: [] },
      anything,
    );
    const kept = manifest.critical_context.rules?.length ?? 0;
    expect(kept).toBeGreaterThan(5);
    expect(manifest.critical_context.more_rules).toBe(200 - kept);
    for (const text of manifest.critical_context.rules ?? [])
      expect(rules.some((candidate) => candidate.text === text)).toBe(true);
  });

  it('writes each folder once and can tell the paths again', () => {
    const paths = [
      'src/index.ts',
      'src/cli/main.ts',
      'src/cli/run.ts',
      'src/store/sql/open.ts',
      'README.md',
      '/etc/hosts',
      'docs/a file.md',
    ];
    const chosen = paths.map((text): Candidate => ({ ...rule(text), slot: 'files', kind: 'file' }));
    const { files } = assemble(frame, chosen).memory_pointers;
    expect(files?.['src']).toEqual({ '.': 'index.ts', cli: 'main.ts run.ts', 'store/sql': 'open.ts' });
    expect(unfolded(files).toSorted()).toEqual(paths.toSorted());
  });

  it('gives the same bytes for the same candidates in another order', () => {
    const rest = Array.from({ length: 30 }, (_, index): Candidate => ({
      ...rule(`npm run job-${index}`),
      slot: 'commands',
      kind: 'command',
      value: index,
    }));
    const once = pack(frame, { pinned: [], openWork: [], settled: [], rest }, anything).manifest;
    const again = pack(
      frame,
      { pinned: [], openWork: [], settled: [], rest: rest.toReversed() },
      anything,
    ).manifest;
    expect(again).toEqual(once);
  });
});
