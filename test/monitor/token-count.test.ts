import * as fc from 'fast-check';
import { Tiktoken } from 'js-tiktoken/lite';
import ranks from 'js-tiktoken/ranks/o200k_base';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { textPieces } from '../../src/monitor/text-pieces.ts';
import { countTokens } from '../../src/monitor/token-count.ts';

const HUNDRED_KB = 100_000;

describe('counting tokens', () => {
  beforeAll(async () => {
    await countTokens('loads the tokeniser');
  });

  it.each(['package-lock.json', 'src/session/events.ts', 'src/monitor/session-monitor.ts'])(
    'agrees with the whole tokeniser within a thousandth on %s',
    async (path) => {
      const text = readFileSync(path, 'utf8').slice(0, 60_000);
      const exact = new Tiktoken(ranks).encode(text, [], []).length;
      expect(Math.abs((await countTokens(text)) - exact) / exact).toBeLessThan(0.001);
    },
  );

  it('takes what looks like a special token for text', async () => {
    expect(await countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('counts nothing in nothing', async () => {
    expect(await countTokens('')).toBe(0);
  });

  it.each([
    ['one letter', 'a'],
    ['one sign', '='],
    ['spaces', ' '],
    ['line feeds', '\n'],
    ['Chinese without punctuation', '的一是不了人我在有他'],
    ['emoji', '😀🧿🪬'],
    ['lone surrogates', '\uD800'],
    ['no-break spaces', '\u00A0'],
    ['combining marks', 'e\u0301'],
  ])('takes less than three seconds for 100 KB of %s', async (_name, unit) => {
    const text = unit.repeat(Math.ceil(HUNDRED_KB / Buffer.byteLength(unit)));
    const startedMs = performance.now();
    await countTokens(text);
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });

  it('lets other work go on, and stops when it is told to', async () => {
    const controller = new AbortController();
    const counting = countTokens('the quick brown fox '.repeat(100_000), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(counting).rejects.toThrow('enough');
  });
});

describe('pieces of text', () => {
  it('are the text, and small', () => {
    const unit = fc.oneof(
      fc.constantFrom('a', ' ', '\n', '=', '字', '😀', '\uD83D', 'word ', 'aB3'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const run = fc.tuple(unit, fc.integer({ min: 1, max: 300 })).map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), (runs) => {
        const text = runs.join('');
        const pieces = [...textPieces(text)];
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(401);
      }),
    );
  });

  it('are cut between words', () => {
    const text = 'several words in a row '.repeat(60);
    const [first = ''] = textPieces(text);
    expect(first.length).toBeGreaterThan(380);
    expect(text.slice(first.length)).toMatch(/^ \w/);
  });

  it('never split a character', () => {
    for (const piece of textPieces('😀'.repeat(500))) expect(piece.isWellFormed()).toBe(true);
  });
});
