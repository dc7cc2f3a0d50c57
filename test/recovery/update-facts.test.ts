import { appendFileSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/evidence/facts.ts';
import { claudeCodeRecords } from '../cli/records.ts';
import { PARCEL_LINES, scene } from './place.ts';

const lines = (records: readonly object[]): string[] => records.map((record) => JSON.stringify(record));
const OTHER = lines(claudeCodeRecords('/x', [{ prompt: 'Another session altogether', reply: 'Yes.' }]));

/** The facts of a transcript that is read at once, in a home of its own. */
function factsOf(text: readonly string[]): Facts {
  const { write, update } = scene();
  return update(write('s', text)).facts;
}

describe('facts', () => {
  it('go on after growth, at whatever record it was cut', () => {
    const whole = factsOf(PARCEL_LINES);
    for (const cut of [1, 30, 60, 77, 100, PARCEL_LINES.length - 1]) {
      const { write, update } = scene();
      const path = write('s', PARCEL_LINES.slice(0, cut));
      expect(update(path).continued).toBe(false);
      appendFileSync(
        path,
        PARCEL_LINES.slice(cut)
          .map((line) => `${line}\n`)
          .join(''),
      );
      const grown = update(path);
      expect(grown).toMatchObject({ continued: true });
      expect(grown.facts, `cut behind record ${cut}`).toEqual(whole);
    }
  });

  it('wait for a record that is still being written', () => {
    const { write, update } = scene();
    const path = write('s', PARCEL_LINES.slice(0, 50));
    const half = PARCEL_LINES[50]?.slice(0, 40) ?? '';
    appendFileSync(path, half);
    const before = update(path);
    expect(before.coverage).toMatchObject({ lines: 50, partialBytes: half.length, malformed: 0 });
    appendFileSync(path, `${PARCEL_LINES[50]?.slice(40)}\n`);
    expect(update(path)).toMatchObject({ continued: true, coverage: { lines: 51, partialBytes: 0 } });
    expect(update(path).facts).toEqual(factsOf(PARCEL_LINES.slice(0, 51)));
  });

  it('are the same when nothing is new, and nothing is written', () => {
    const { write, update, projectHome } = scene();
    const path = write('s', PARCEL_LINES);
    const first = update(path);
    const file = join(projectHome.factsDirectory, 'claude-code-s.json');
    const stored = readFileSync(file, 'utf8');
    writeFileSync(file, stored.replace('"v":2', '"v": 2'));
    const second = update(path);
    expect(second).toMatchObject({ continued: true, readBytes: first.readBytes, coverage: first.coverage });
    expect(second.facts).toEqual(first.facts);
    expect(readFileSync(file, 'utf8')).toContain('"v": 2');
  });

  it.each<[what: string, change: (path: string) => void, expected: readonly string[]]>([
    ['was truncated', (path) => truncateSync(path, offsetOf(40)), PARCEL_LINES.slice(0, 40)],
    [
      'was truncated and grew again',
      (path) => {
        truncateSync(path, 0);
        writeFileSync(path, [...OTHER, ...PARCEL_LINES].map((line) => `${line}\n`).join(''));
      },
      [...OTHER, ...PARCEL_LINES],
    ],
    ['was replaced by another file', (path) => replace(path, OTHER), OTHER],
    [
      'was replaced by a longer one',
      (path) => replace(path, [...OTHER, ...PARCEL_LINES]),
      [...OTHER, ...PARCEL_LINES],
    ],
  ])('start anew when the transcript %s', (_, change, expected) => {
    const { write, update } = scene();
    const path = write('s', PARCEL_LINES.slice(0, 80));
    update(path);
    change(path);
    const after = update(path);
    expect(after.continued).toBe(false);
    expect(after.facts).toEqual(factsOf(expected));
  });

  it.each(['', '{', 'null', '[]', '{"v":0}'])(
    'are made again when the stored ones cannot be used: %j',
    (text) => {
      const { write, update, projectHome } = scene();
      const path = write('s', PARCEL_LINES);
      update(path);
      const [name = ''] = readdirSync(projectHome.factsDirectory);
      writeFileSync(join(projectHome.factsDirectory, name), text);
      expect(update(path)).toMatchObject({ continued: false, coverage: { lines: PARCEL_LINES.length } });
    },
  );

  it('of two transcripts with the same id are not mixed', () => {
    const { write, update } = scene();
    const first = write('s', PARCEL_LINES.slice(0, 20));
    const second = write('t', OTHER);
    update(first);
    expect(update(second).facts).toEqual(factsOf(OTHER));
    expect(update(first).facts).toEqual(factsOf(PARCEL_LINES.slice(0, 20)));
  });
});

function offsetOf(line: number): number {
  return Buffer.byteLength(
    PARCEL_LINES.slice(0, line)
      .map((text) => `${text}\n`)
      .join(''),
  );
}

function replace(path: string, text: readonly string[]): void {
  writeFileSync(`${path}.new`, text.map((line) => `${line}\n`).join(''));
  renameSync(`${path}.new`, path);
}
