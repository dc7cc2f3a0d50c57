import { describe, expect, it } from 'vitest';
import { ago, bytes, grouped, plural, table } from '../../src/cli/words.ts';

describe('numbers and times for people', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('groups %d', (count, text) => {
    expect(grouped(count)).toBe(text);
  });

  it.each([
    [1, '1 byte'],
    [9999, '9,999 bytes'],
    [10_000, '10 kB'],
    [999_499, '999 kB'],
    [1_000_000, '1.0 MB'],
  ])('says how much %d bytes are', (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  const now = new Date('2026-11-23T10:00:00Z');
  it.each([
    [0, 'just now'],
    [-5, 'just now'],
    [2, '2 min ago'],
    [119, '119 min ago'],
    [120, '2 h ago'],
    [47 * 60, '47 h ago'],
    [48 * 60, '2 days ago'],
  ])('says how long %d minutes are ago', (minutes, text) => {
    expect(ago(now.getTime() - minutes * 60_000, now)).toBe(text);
  });

  it('counts words', () => {
    expect([plural(0, 'rule'), plural(1, 'rule'), plural(1200, 'rule')]).toEqual([
      '0 rules',
      '1 rule',
      '1,200 rules',
    ]);
  });

  it('lines up columns, without spaces at the end', () => {
    expect(
      table([
        ['a', 'long', 'x'],
        ['bcd', '', ''],
      ]),
    ).toBe('a    long  x\nbcd\n');
    expect(table([])).toBe('');
  });
});
