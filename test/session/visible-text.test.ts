import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleJson, visibleLine, visibleText } from '../../src/session/visible-text.ts';
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
