import { describe, expect, it } from 'vitest';
import { ElementSplitter, parseElement } from '../../src/source/elements.ts';

/** The elements of a document that is taken line by line, as objects; heads by themselves. */
function split(text: string) {
  const splitter = new ElementSplitter(new Set(['messages', 'items']));
  let offset = 0;
  const found = text.split('\n').flatMap((line) => {
    const elements = splitter.take(Buffer.from(line), offset);
    offset += Buffer.byteLength(line) + 1;
    return elements;
  });
  const objects = (isHead: boolean): unknown[] =>
    found.filter((element) => element.isHead === isHead).map(parseElement);
  return {
    elements: objects(false),
    heads: objects(true),
    offsets: found.map((found) => found.offset),
    lost: splitter.lost,
  };
}

const MESSAGES = [{ a: 'x]}"\\', b: [{ c: 1 }] }, { a: 'é\n{' }];

describe('the objects of a JSON document', () => {
  it.each([undefined, 1, '\t'])('are found in a list, however it is indented (%j)', (indent) => {
    const text = JSON.stringify(MESSAGES, null, indent);
    const { elements, offsets, lost } = split(text);
    expect(elements).toEqual(MESSAGES);
    expect(lost).toBe(0);
    const bytes = Buffer.from(text);
    for (const offset of offsets) expect(bytes[offset]).toBe('{'.charCodeAt(0));
  });

  it.each([undefined, 2])(
    'are found in an object that holds the list, with what stands in front of it (%j)',
    (indent) => {
      const head = { id: 's', tags: [1, { x: 2 }] };
      const { elements, heads, lost } = split(
        JSON.stringify({ ...head, messages: MESSAGES, rest: { y: [3] } }, null, indent),
      );
      expect(heads).toEqual([{ ...head, messages: [] }]);
      expect(elements).toEqual(MESSAGES);
      expect(lost).toBe(0);
    },
  );

  it('are found in all the lists that an object holds', () => {
    const { elements, heads } = split(
      JSON.stringify({ messages: [{ a: 1 }], between: {}, items: [{ b: 2 }] }),
    );
    expect(elements).toEqual([{ a: 1 }, { b: 2 }]);
    expect(heads).toHaveLength(1);
  });

  it('are found one after the other, without a list', () => {
    expect(split('{"a":1}\n{"b":{"messages":[{}]}}\n').elements).toEqual([
      { a: 1 },
      { b: { messages: [{}] } },
    ]);
  });

  it('are lost where the document is torn', () => {
    expect(split('[{"a":1},{"b":')).toMatchObject({ elements: [{ a: 1 }], lost: 1 });
    expect(split('{"messages":[{"a":1}')).toMatchObject({ elements: [{ a: 1 }], lost: 1 });
  });
});
