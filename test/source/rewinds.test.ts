import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../src/session/events.ts';
import { pi } from '../../src/source/pi/source.ts';
import { readTranscript, type Bookmark } from '../../src/source/read.ts';
import { seededRandom } from '../support/seeded-random.ts';

const folder = mkdtempSync(join(tmpdir(), 'recovery-rewinds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 's.jsonl');

const HEADER = '{"type":"session","version":3,"id":"s","timestamp":"2026-05-04T09:00:00Z","cwd":"/work"}\n';
const MIB = 1024 * 1024;

function line(id: string, parentId: string | null, message: object): string {
  return `${JSON.stringify({ type: 'message', id, parentId, message })}\n`;
}
const prompt = (id: string, parent: string | null, text: string = id): string =>
  line(id, parent, { role: 'user', content: text });
const reply = (id: string, parent: string, text: string = id): string =>
  line(id, parent, { role: 'assistant', content: [{ type: 'text', text }] });

/** A reading that goes on from an earlier one, with what the sink holds in the end. */
function read(from: { bookmark?: Bookmark | undefined; texts?: string[] } = {}) {
  const texts = [...(from.texts ?? [])];
  let restarts = 0;
  const result = readTranscript({
    path,
    source: pi,
    bookmark: from.bookmark,
    sink: {
      event: (event: SessionEvent) => {
        if (event.kind === 'prompt' || event.kind === 'reply') texts.push(event.text);
      },
      restart: () => {
        restarts++;
        texts.length = 0;
      },
    },
  });
  return { texts, restarts, bookmark: result.bookmark, continued: result.continued };
}

describe('a rewound part of a transcript', () => {
  it('never reaches the sink, and costs no second reading, when it is near', () => {
    writeFileSync(
      path,
      HEADER + prompt('a', null) + reply('b', 'a') + prompt('c', 'b') + reply('d', 'c') + prompt('e', 'b'),
    );
    expect(read()).toMatchObject({ texts: ['a', 'b', 'e'], restarts: 1 });
  });

  it('is taken back by a second reading when it was delivered already', () => {
    const long = 'x'.repeat(3 * MIB);
    writeFileSync(
      path,
      HEADER +
        prompt('a', null) +
        reply('b', 'a') +
        prompt('c', 'b') +
        reply('d', 'c', long) +
        prompt('e', 'b'),
    );
    expect(read()).toMatchObject({ texts: ['a', 'b', 'e'], restarts: 2 });
  });

  it('counts again when somebody goes on from it', () => {
    const rewound = HEADER + prompt('a', null) + reply('b', 'a') + prompt('c', 'b') + prompt('d', 'a');
    writeFileSync(path, rewound + reply('e', 'c'));
    expect(read().texts).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it.each([
    [
      'begins before',
      [prompt('a', null) + reply('b', 'a') + prompt('c', 'b') + reply('d', 'c'), prompt('e', 'b')],
    ],
    [
      'lies behind',
      [prompt('a', null) + reply('b', 'a'), prompt('c', 'b') + reply('d', 'c') + prompt('e', 'b')],
    ],
    [
      'lies before, and is gone on with behind',
      [prompt('a', null) + reply('b', 'a') + prompt('c', 'b') + prompt('d', 'a'), reply('e', 'c')],
    ],
  ])(
    'that %s the place where an earlier reading stopped gives what one reading gives',
    (_, [first = '', more = '']) => {
      writeFileSync(path, HEADER + first);
      const before = read();
      appendFileSync(path, more);
      expect(read(before).texts).toEqual(read().texts);
    },
  );

  it('is the same wherever readings stop, in any tree', () => {
    const random = seededRandom(11);
    for (let run = 0; run < 60; run++) {
      const lines = tree(random);
      writeFileSync(path, HEADER);
      let last = read();
      for (const next of lines) {
        appendFileSync(path, next);
        if (random.below(3) === 0) last = read(last);
      }
      last = read(last);
      expect(last.texts, `run ${run}`).toEqual(read().texts);
    }
  });
});

/** Prompts and replies, most of which follow each other; now and then one goes on from an earlier record. */
function tree(random: ReturnType<typeof seededRandom>): string[] {
  const lines = [prompt('0', null)];
  for (let index = 1; index < 25; index++) {
    const parent = random.below(5) === 0 ? random.below(index) : index - 1;
    const isPrompt = parent !== index - 1 || random.below(3) === 0;
    lines.push(isPrompt ? prompt(`${index}`, `${parent}`) : reply(`${index}`, `${parent}`));
  }
  return lines;
}
