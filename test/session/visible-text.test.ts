import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  visibleJson,
  visibleLine,
  visibleText,
  withoutHidden,
  withoutHiddenDeep,
} from '../../src/session/visible-text.ts';
import { HOSTILE_TEXTS } from '../bootstrap/arbitrary-manifest.ts';

describe('visible text', () => {
  it.each([
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u009b2Jgone', 'gone'],
    ['\u001b]0;title\u0007after', 'after'],
    ['\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['\u001bPquery\u001b\\after', 'after'],
    ['\u001bc\u001b(Bplain', 'plain'],
    ['user\u202Egnp.exe', 'usergnp.exe'],
    ['ze\u200bro\u2060wid\ufeffth', 'zerowidth'],
    ['tag\u{e0069}\u{e0067}ged', 'tagged'],
    ['lone \ud83d', 'lone \ufffd'],
    ['a\r\nb\rc\u2028d\te', 'a\nb\nc\nd e'],
    ['永远 🚫 עברית', '永远 🚫 עברית'],
  ])('of %j is %j', (text, visible) => {
    expect(visibleText(text)).toBe(visible);
  });

  it('is one line where one is wanted', () => {
    expect(visibleLine(' a\n\n b\u2029c ')).toBe('a b c');
  });

  it('takes time in proportion to a text of a megabyte', () => {
    for (const piece of ['\u001b]', '\u001b[0', '\u001bP', '\u009b', '<', '`', '\n'])
      expect(visibleText(piece.repeat(1_000_000 / piece.length)).length).toBeLessThanOrEqual(1_000_000);
  });
});

const SPELT = [
  ['a family', '👨\u200d👩\u200d👧'],
  ['somebody who writes code', '👩🏽\u200d💻'],
  ['a heart on fire', '\u2764\ufe0f\u200d🔥'],
  ['a key with a number', '1\ufe0f\u20e3'],
  ['Persian', 'می\u200cخواهم'],
  ['Sinhala', 'ක්\u200dෂ'],
  ['Hindi', 'क्\u200dष'],
] as const;

describe('text without what hides', () => {
  it.each(SPELT)('keeps how %s is spelt', (_, text) => {
    expect(withoutHidden(`a ${text} b`)).toBe(`a ${text} b`);
    expect(visibleText(`a ${text} b`)).toBe(`a ${text} b`);
  });

  it.each([
    ['ne\u200bver', 'never'],
    ['ne\u200cver pu\u200dsh', 'never push'],
    ['\u2066left\u2069 \u202egnp\u202c.exe', 'left gnp.exe'],
    ['\u200fעברית\u200e', 'עברית'],
    ['A\ufe0f \u{e0141}b', 'A b'],
    ['👩\u200d and \u200d💻', '👩 and 💻'],
    ['\u001b[31mFAIL\u001b[0m x', 'FAIL x'],
    ['nul\u0000bell\u0007 soft\u00adhyphen', 'nulbell softhyphen'],
  ])('of %j is %j', (text, clean) => {
    expect(withoutHidden(text)).toBe(clean);
  });

  it('keeps its white space, and finds nothing more the second time', () => {
    expect(withoutHidden('AKIA2\ufe0f7 1\ufe0f\u20e3 ❤\ufe0f')).toBe('AKIA27 1\ufe0f\u20e3 ❤\ufe0f');
    expect(withoutHidden('\u200ba\tb\r\nc \u3000d')).toBe('a\tb\r\nc \u3000d');
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' })), (text) => {
        const once = withoutHidden(text);
        expect(withoutHidden(once)).toBe(once);
      }),
    );
  });

  it('is found wherever it stands in a value, which is copied only where it must be', () => {
    const clean = { kind: 'x', list: [{ text: 'a' }], none: undefined };
    expect(withoutHiddenDeep(clean)).toBe(clean);
    expect(withoutHiddenDeep({ ...clean, list: [{ text: 'a\u200b' }, 1] })).toEqual({
      ...clean,
      list: [{ text: 'a' }, 1],
    });
  });
});

describe('JSON as a terminal may see it', () => {
  it('says the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' })), (text) => {
        const json = visibleJson(JSON.stringify({ text }));
        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(/[\u007f-\u009f\u200b-\u200f\u202a-\u202e\u{e0000}-\u{e007f}]/u);
      }),
    );
  });
});
