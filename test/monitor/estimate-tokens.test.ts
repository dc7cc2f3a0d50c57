import { describe, expect, it } from 'vitest';
import { calibrate, estimateContext, estimateTokens } from '../../src/monitor/estimate-tokens.ts';

describe('estimates', () => {
  it.each([
    [undefined, 2833],
    ['gpt-6-sol', 2833],
    ['claude-sonnet-4-5-20250929', 4000],
    ['claude-opus-4-20250514', 4000],
    ['claude-3-5-haiku-latest', 4000],
    ['claude-opus-4-7', 6667],
    ['anthropic/claude-fable-5', 6667],
  ])('take 10,000 bytes for as many tokens as %s makes of them', (model, tokens) => {
    expect(estimateTokens(10_000, model)).toBe(tokens);
  });

  it('go on from what the API reported', () => {
    const known = calibrate(undefined, { countedTokens: 5000, contextTokens: 27_000 });
    expect(estimateContext(6000, 'claude-sonnet-4-5', known)).toBe(28_400);
  });

  it('learn how fast the session’s own context grows', () => {
    const first = calibrate(undefined, { countedTokens: 5000, contextTokens: 27_000 });
    const second = calibrate(first, { countedTokens: 15_000, contextTokens: 47_000 });
    expect(second.ratio).toBe(2);
    expect(estimateContext(16_000, 'gpt-5', second)).toBe(49_000);
  });

  it('learn nothing from little, nor from a history that was cut', () => {
    const first = calibrate(undefined, { countedTokens: 5000, contextTokens: 27_000 });
    expect(calibrate(first, { countedTokens: 5100, contextTokens: 28_000 }).ratio).toBeUndefined();
    expect(calibrate(first, { countedTokens: 9000, contextTokens: 20_000 }).ratio).toBeUndefined();
  });

  it('follow a history that was cut', () => {
    const known = calibrate(undefined, { countedTokens: 50_000, contextTokens: 60_000 });
    expect(estimateContext(10_000, 'gpt-5', known)).toBe(20_000);
    expect(estimateContext(0, 'claude-opus-5', known)).toBe(0);
  });
});
