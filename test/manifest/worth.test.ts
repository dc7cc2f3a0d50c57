import { describe, expect, it } from 'vitest';
import type { Seen } from '../../src/evidence/facts.ts';
import { WEIGHTS } from '../../src/manifest/weights.ts';
import { valued } from '../../src/manifest/worth.ts';

function seen(last: number, extra: Partial<Seen> = {}): Seen {
  return { first: 0, last, count: 1, index: last, heat: 1, ...extra };
}

describe('the worth of a fact', () => {
  it('halves so many places further behind the newest of its kind', () => {
    const commands = Array.from({ length: 30 }, (_, index) => seen(index));
    const values = valued('command', commands, { events: 30 }).map(({ value }) => value);
    const { base, halfLife } = WEIGHTS.command;
    expect(values[0]).toBe(base);
    expect(values[halfLife]).toBeCloseTo(base / 2);
  });

  it('grows each time its count doubles', () => {
    const [once, often] = [seen(1), seen(1, { count: 4 })].map(
      (fact) => valued('file', [fact], { events: 1 })[0]?.value ?? 0,
    );
    expect(often).toBeCloseTo((once ?? 0) * (1 + 2 * WEIGHTS.file.perDoubling));
  });

  it('goes by how warm names are, not by which was seen last', () => {
    const warm = seen(90, { count: 6, heat: 5 });
    const last = seen(100);
    expect(valued('symbol', [warm, last], { events: 100 })[0]?.fact).toBe(warm);
    expect(valued('command', [warm, last], { events: 100 })[0]?.fact).toBe(last);
  });

  it('takes the later of two at one place for the newer', () => {
    const [early, late] = [seen(7), seen(7)];
    expect(valued('command', [early, late], { events: 7 })[0]?.fact).toBe(late);
  });
});
