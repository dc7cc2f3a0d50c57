import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, joined, split, unfolded } from '../../src/manifest/folded.ts';

describe('paths', () => {
  it('are written as a tree, in which a folder that holds but one other is written with it', () => {
    expect(folded(['src/store/sql/open.ts', 'src/store/sql/close.ts', 'src/index.ts', 'README.md'])).toEqual({
      '.': 'README.md',
      src: { '.': 'index.ts', 'store/sql': 'open.ts close.ts' },
    });
    expect(folded([])).toBeUndefined();
  });

  it('lose nothing where a folder is named like the place itself', () => {
    expect(unfolded(folded(['src/x.ts', 'src/./b.ts', './c.ts'])).toSorted()).toEqual([
      'c.ts',
      'src/b.ts',
      'src/x.ts',
    ]);
  });

  it('come out as they went in, whatever they are called', () => {
    const part = fc.oneof(
      fc.constantFrom('src', 'a b', 'constructor', '__proto__', '2024', 'toString', '.hidden', 'ünter'),
      fc.stringMatching(/^[\w-]{1,6}$/),
    );
    const path = fc
      .tuple(fc.constantFrom('', '/', '~/', '../'), fc.array(part, { minLength: 1, maxLength: 5 }))
      .map(([root, parts]) => root + parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
        const again: unknown = JSON.parse(JSON.stringify(folded(paths) ?? {}));
        expect(unfolded(again as ReturnType<typeof folded>).toSorted()).toEqual(paths.toSorted());
      }),
    );
  });
});

describe('words', () => {
  it.each([
    [['PT-412', '4f2c9e1'], 'PT-412 4f2c9e1'],
    [
      ['port 8080', '#3'],
      ['port 8080', '#3'],
    ],
    [[], undefined],
  ])('%j are joined where none holds a space', (texts, written) => {
    expect(joined(texts)).toEqual(written);
    expect(split(joined(texts))).toEqual(texts);
  });
});
