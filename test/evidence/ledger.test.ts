import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Seen } from '../../src/evidence/facts.ts';
import { heatAt, Ledger } from '../../src/evidence/ledger.ts';

interface Note extends Seen {
  text: string;
  rank: number;
}

function ledger(entries?: Note[]): Ledger<Note> {
  return new Ledger({
    limit: 20,
    maxBytes: 6000,
    keyOf: ({ text }) => text,
    rankOf: ({ rank }) => rank,
    entries,
  });
}

function note(held: Ledger<Note>, text: string, at: { offset: number; rank?: number }): Note {
  return held.sight(text, { offset: at.offset }, (seen) => ({ ...seen, text, rank: at.rank ?? 0 }));
}

describe('a ledger', () => {
  it('counts sightings, and keeps the first and the last place', () => {
    const held = ledger();
    note(held, 'a', { offset: 1 });
    note(held, 'a', { offset: 5 });
    expect(held.values()).toEqual([{ text: 'a', rank: 0, first: 1, last: 5, count: 2 }]);
  });

  it('lets those of low rank go first, then those seen least recently', () => {
    const held = ledger();
    note(held, 'important', { offset: 0, rank: 1 });
    for (let index = 1; index <= 60; index++) note(held, `n${index}`, { offset: index });
    const texts = held.values().map(({ text }) => text);
    expect(texts).toContain('important');
    expect(texts).toContain('n60');
    expect(texts).not.toContain('n1');
  });

  it('keeps the newest even when it is larger than everything', () => {
    const held = ledger();
    note(held, 'a', { offset: 1, rank: 9 });
    note(held, 'x'.repeat(9000), { offset: 2 });
    expect(held.values().map(({ text }) => text.length)).toEqual([9000]);
  });

  it('stays within its bounds in any script, and goes on from its entries as if never stopped', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });
    const step = fc.record({ text, rank: fc.nat(2), words: fc.option(text, { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), fc.nat(150), (steps, cut) => {
        const whole = ledger();
        let parts = ledger();
        for (const [offset, { text, rank }] of steps.entries()) {
          if (offset === cut) parts = ledger(JSON.parse(JSON.stringify(parts.values())) as Note[]);
          for (const held of [whole, parts]) note(held, text, { offset, rank });
        }
        expect(parts.values()).toEqual(whole.values());
        expect(whole.size).toBeLessThanOrEqual(20);
        expect(Buffer.byteLength(JSON.stringify(whole.values()))).toBeLessThan(6000);
      }),
      { numRuns: 100 },
    );
  });

  it('measures words that change', () => {
    const held = ledger();
    for (let index = 0; index < 10; index++) {
      const fact = note(held, `n${index}`, { offset: index });
      held.reword(fact, { text: `n${index}`.padEnd(1000, 'x') });
    }
    note(held, 'last', { offset: 11 });
    expect(Buffer.byteLength(JSON.stringify(held.values()))).toBeLessThan(6000);
  });
});

describe('the warmth of a fact', () => {
  const at = (held: Ledger<Note>, index: number): Note =>
    held.sight('a', { offset: index * 10, index }, (seen) => ({ ...seen, text: 'a', rank: 0 }));

  it('grows by one for each event in which it is seen, however often', () => {
    const held = ledger();
    at(held, 1);
    at(held, 1);
    expect(at(held, 1)).toMatchObject({ count: 3, heat: 1, index: 1 });
  });

  it('halves every fifty events', () => {
    const held = ledger();
    const fact = at(held, 1);
    expect(heatAt(fact, 51)).toBeCloseTo(0.5);
    expect(at(held, 51)).toMatchObject({ heat: 1.5, index: 51 });
    expect(heatAt(fact, 151)).toBeCloseTo(0.375);
  });

  it('is the same whether it was stored between or not', () => {
    const whole = ledger();
    for (const index of [1, 4, 60, 200]) at(whole, index);
    const first = ledger();
    for (const index of [1, 4]) at(first, index);
    const second = ledger(structuredClone(first.values()));
    for (const index of [60, 200]) at(second, index);
    expect(second.values()).toEqual(whole.values());
  });

  it('is none where nobody counts events', () => {
    const fact = note(ledger(), 'a', { offset: 1 });
    expect(fact).not.toHaveProperty('heat');
    expect(heatAt(fact, 10)).toBe(0);
  });
});
