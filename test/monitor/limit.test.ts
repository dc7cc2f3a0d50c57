import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveLimit, type ContextLimit, type LimitFacts } from '../../src/monitor/limit.ts';

const NOTHING_SEEN = { peakTokens: 0, compactionPointsTokens: [] };

interface Case {
  name: string;
  facts: Partial<LimitFacts>;
  limit: Partial<ContextLimit>;
}

const CASES: Case[] = [
  {
    name: 'takes 200,000 for a model that nobody knows, and says that it is assumed',
    facts: {},
    limit: { limitTokens: 200_000, windowTokens: 200_000, windowSource: 'assumed' },
  },
  {
    name: 'takes Claude Code to compact 33,000 tokens below a window of 200,000',
    facts: { agent: 'claude-code', model: 'claude-sonnet-4-5-20250929' },
    limit: {
      limitTokens: 167_000,
      windowTokens: 200_000,
      windowSource: 'table',
      compactionSource: 'formula',
    },
  },
  {
    name: 'takes Claude Code to compact 33,000 tokens below a window of a million',
    facts: { agent: 'claude-code', model: 'claude-opus-5-5' },
    limit: { limitTokens: 967_000, windowTokens: 1_000_000, windowSource: 'table' },
  },
  {
    name: 'knows no compaction point in a loop of one’s own',
    facts: { model: 'claude-opus-5-5' },
    limit: { limitTokens: 1_000_000, windowTokens: 1_000_000, windowSource: 'table' },
  },
  {
    name: 'believes a context over 200,000 more than the table',
    facts: { agent: 'claude-code', model: 'claude-sonnet-4-5', peakTokens: 200_001 },
    limit: { limitTokens: 967_000, windowTokens: 1_000_000, windowSource: 'evidence' },
  },
  {
    name: 'takes a compaction far over 200,000 for a proof of a larger window',
    facts: { agent: 'claude-code', model: 'claude-opus-4-6', compactionPointsTokens: [966_500] },
    limit: {
      limitTokens: 966_500,
      windowTokens: 1_000_000,
      windowSource: 'evidence',
      compactionSource: 'learnt',
    },
  },
  {
    name: 'takes a compaction just over the window for an estimate, not a proof',
    facts: { agent: 'claude-code', model: 'claude-opus-4-6', compactionPointsTokens: [203_000] },
    limit: { limitTokens: 200_000, windowTokens: 200_000, windowSource: 'table' },
  },
  {
    name: 'lets what was learnt win over the formula',
    facts: { agent: 'claude-code', model: 'claude-opus-4-5', compactionPointsTokens: [155_258] },
    limit: { limitTokens: 155_258, compactionPointTokens: 155_258, compactionSource: 'learnt' },
  },
  {
    name: 'takes the middle of the three newest compactions',
    facts: {
      agent: 'claude-code',
      model: 'claude-opus-4-5',
      compactionPointsTokens: [90_000, 155_100, 155_300, 171_000],
    },
    limit: { limitTokens: 155_300 },
  },
  {
    name: 'does not believe in a compaction point far beyond the window',
    facts: { agent: 'claude-code', settingWindowTokens: 200_000, compactionPointsTokens: [960_000] },
    limit: { limitTokens: 167_000, windowSource: 'setting', compactionSource: 'formula' },
  },
  {
    name: 'believes the [1m] of a model id',
    facts: { agent: 'claude-code', model: 'claude-sonnet-4-5[1m]' },
    limit: { windowTokens: 1_000_000, windowSource: 'table' },
  },
  {
    name: 'knows that Codex states 95 % of a window and compacts at 90 %',
    facts: { agent: 'codex', model: 'gpt-6.1-sol', recordedWindowTokens: 258_400 },
    limit: { limitTokens: 244_800, windowTokens: 258_400, windowSource: 'transcript' },
  },
  {
    name: 'does not learn from Codex, which also compacts early',
    facts: { agent: 'codex', recordedWindowTokens: 258_400, compactionPointsTokens: [159_000] },
    limit: { limitTokens: 244_800, compactionSource: 'formula' },
  },
  {
    name: 'knows what pi keeps free',
    facts: { agent: 'pi', model: 'openai/gpt-6-sol' },
    limit: { limitTokens: 255_616, windowTokens: 272_000 },
  },
  {
    name: 'knows that Gemini CLI compresses at half of the window',
    facts: { agent: 'gemini-cli', model: 'gemini-3.8-flash' },
    limit: { limitTokens: 524_288, windowTokens: 1_048_576 },
  },
  {
    name: 'believes the host first',
    facts: { hostWindowTokens: 500_000, settingWindowTokens: 300_000, recordedWindowTokens: 258_400 },
    limit: { windowTokens: 500_000, windowSource: 'host' },
  },
  {
    name: 'believes the user’s setting before the transcript',
    facts: { settingWindowTokens: 300_000, recordedWindowTokens: 258_400 },
    limit: { windowTokens: 300_000, windowSource: 'setting' },
  },
  {
    name: 'takes the user’s limit where it is the smallest',
    facts: { agent: 'claude-code', model: 'claude-opus-5', limitTokens: 400_000 },
    limit: { limitTokens: 400_000, windowTokens: 1_000_000 },
  },
  {
    name: 'never lets the user’s limit exceed a window that is known',
    facts: { model: 'claude-haiku-4-5', limitTokens: 400_000 },
    limit: { limitTokens: 200_000, windowTokens: 200_000 },
  },
  {
    name: 'takes the user’s limit for the window where nothing else is known',
    facts: { model: 'my-own-model', limitTokens: 400_000 },
    limit: { limitTokens: 400_000, windowTokens: 400_000, windowSource: 'assumed' },
  },
];

describe('the limit of a context', () => {
  it.each(CASES)('$name', ({ facts, limit }) => {
    expect(resolveLimit({ ...NOTHING_SEEN, ...facts })).toMatchObject(limit);
  });

  it.each([
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 200_000],
    ['~anthropic/claude-haiku-5-5', 1_000_000],
    ['anthropic/claude-opus-4-7:batch', 1_000_000],
    ['claude-sonnet-4-20250514', 200_000],
    ['claude-opus-4-1-20250805', 200_000],
    ['claude-3-5-haiku-latest', 200_000],
    ['claude-fable-5-2', 1_000_000],
    ['gpt-5', 272_000],
    ['gpt-5-mini-2025-08-07', 272_000],
    ['gpt-5.3-codex', 272_000],
    ['gpt-5.4-mini', 272_000],
    ['gpt-5.4', 1_050_000],
    ['gpt-4.1-nano', 1_047_576],
    ['openai/gpt-oss-20b', 131_072],
    ['o3', 200_000],
  ])('knows the window of %s', (model, windowTokens) => {
    expect(resolveLimit({ ...NOTHING_SEEN, model }).windowTokens).toBe(windowTokens);
  });

  it('is never above the window nor above the compaction point, and never nothing', () => {
    const size = fc.integer({ min: 1, max: 2_000_000 });
    const maybeSize = fc.option(size, { nil: undefined });
    const facts = fc.record({
      agent: fc.constantFrom(undefined, 'claude-code', 'codex', 'pi', 'gemini-cli', 'toString'),
      model: fc.constantFrom(undefined, 'claude-opus-4-5', 'claude-opus-5', 'gpt-5', 'constructor'),
      hostWindowTokens: maybeSize,
      settingWindowTokens: maybeSize,
      recordedWindowTokens: maybeSize,
      limitTokens: maybeSize,
      peakTokens: size,
      compactionPointsTokens: fc.array(size, { maxLength: 6 }),
    });
    fc.assert(
      fc.property(facts, (known) => {
        const { limitTokens, windowTokens, compactionPointTokens = Infinity } = resolveLimit(known);
        expect(limitTokens).toBeGreaterThan(0);
        expect(limitTokens).toBeLessThanOrEqual(Math.min(windowTokens, compactionPointTokens));
      }),
    );
  });
});
