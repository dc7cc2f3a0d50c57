import { describe, expect, it } from 'vitest';
import { contentWords, coverage, oneLine, sentences, shorten } from '../../src/evidence/wording.ts';

describe('the sentences of a text', () => {
  it.each([
    ['One two. Three four! Five?', ['One two.', 'Three four!', 'Five?']],
    ['First line\nsecond line', ['First line', 'second line']],
    ['- item one\n2. item two\n* **item** three', ['item one', 'item two', 'item three']],
    ['第一句。第二句！', ['第一句。', '第二句！']],
    ['Edit it, e.g. a.ts. Done.', ['Edit it, e.g. a.ts.', 'Done.']],
    ['Before\n```\ncode. here.\n```\nafter', ['Before', 'after']],
    ['Before\n```\nnever closed. x', ['Before']],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it('are taken apart at commas when they are too long', () => {
    expect(sentences('one two three, four five six, seven', 20)).toEqual([
      'one two three,',
      'four five six,',
      'seven',
    ]);
  });

  it('go on over a line that was wrapped, not over a list of short lines', () => {
    const full = 'x'.repeat(70);
    expect(sentences(`${full}\ngoes on`)).toEqual([`${full} goes on`]);
    expect(sentences('fix this\nnever that')).toEqual(['fix this', 'never that']);
  });
});

describe('the words that carry meaning', () => {
  it('leave out what any sentence has, and endings', () => {
    expect([...contentWords('You should always be parsing the Headers of src/a.ts!')]).toEqual([
      'pars',
      'header',
      'src/a.t',
    ]);
  });

  it('of a script without spaces are its pairs', () => {
    expect([...contentWords('公共接口')]).toEqual(['公共', '共接', '接口']);
  });

  it('are compared by their share', () => {
    expect(coverage(new Set(['a', 'b']), new Set(['b', 'c', 'd']))).toBe(0.5);
    expect(coverage(new Set(), new Set(['b']))).toBe(0);
  });
});

describe('a shortened text', () => {
  it('is cut at a word and says so', () => {
    expect(shorten('one two three four', 14)).toBe('one two three…');
    expect(shorten('short', 14)).toBe('short');
  });

  it('is never cut inside a pair of surrogates', () => {
    for (let limit = 2; limit < 12; limit++) expect(shorten('🚀🚀🚀🚀🚀🚀', limit).isWellFormed()).toBe(true);
  });

  it('is folded into one line', () => {
    expect(oneLine('  a\n\tb  c ')).toBe('a b c');
  });
});
