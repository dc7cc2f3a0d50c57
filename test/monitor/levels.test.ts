import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pressureLevel } from '../../src/monitor/levels.ts';

const ORDER = ['NORMAL', 'ELEVATED', 'CRITICAL', 'EMERGENCY'];

describe('pressure levels', () => {
  it.each([
    [0, 'NORMAL'],
    [0.5999, 'NORMAL'],
    [0.6, 'ELEVATED'],
    [0.7999, 'ELEVATED'],
    [0.8, 'CRITICAL'],
    [0.8999, 'CRITICAL'],
    [0.9, 'EMERGENCY'],
    [1.3, 'EMERGENCY'],
  ])('call %d of the limit %s', (fraction, level) => {
    expect(pressureLevel(fraction)).toBe(level);
  });

  it('never fall while the fraction rises', () => {
    const fraction = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const [low, high] = [pressureLevel(Math.min(a, b)), pressureLevel(Math.max(a, b))];
        return ORDER.indexOf(low) <= ORDER.indexOf(high);
      }),
    );
  });
});
