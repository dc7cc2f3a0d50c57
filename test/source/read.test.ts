import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pi } from '../../src/source/pi/source.ts';
import { readTranscript, type Bookmark, type ReadResult } from '../../src/source/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'recovery-read-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MIB = 1024 * 1024;
const HEADER = '{"type":"session","version":3,"id":"s","timestamp":"2026-05-04T09:00:00Z","cwd":"/work"}\n';

const prompt = (id: number, text: string): string =>
  `${JSON.stringify({ type: 'message', id: `${id}`, parentId: `${id - 1}`, message: { role: 'user', content: text } })}\n`;

function read(
  path: string,
  bookmark?: Bookmark,
): { prompts: string[]; restarts: number; result: ReadResult } {
  const prompts: string[] = [];
  let restarts = 0;
  const result = readTranscript({
    path,
    source: pi,
    bookmark,
    sink: {
      event: (event) => {
        if (event.kind === 'prompt') prompts.push(event.text);
      },
      restart: () => {
        restarts++;
        prompts.length = 0;
      },
    },
  });
  return { prompts, restarts, result };
}

/** A line of `mebibytes` of NUL, which a file system stores as a hole. */
function appendHole(path: string, mebibytes: number): void {
  const fd = openSync(path, 'r+');
  ftruncateSync(fd, statSync(path).size + mebibytes * MIB);
  closeSync(fd);
  appendFileSync(path, '\n');
}

describe('reading a transcript', () => {
  it.each([100, 600])('passes over a line of %i MB in bounded memory', (mebibytes) => {
    const path = join(folder, `hole-${mebibytes}.jsonl`);
    writeFileSync(path, HEADER + prompt(1, 'before'));
    appendHole(path, mebibytes);
    appendFileSync(path, prompt(2, 'behind'));
    const rssBefore = process.memoryUsage.rss();
    const { prompts, result } = read(path);
    expect(prompts).toEqual(['before', 'behind']);
    expect(result.coverage.oversize).toBe(1);
    expect(process.memoryUsage.rss() - rssBefore).toBeLessThan(80 * MIB);
    rmSync(path);
  });

  it('leaves a torn last line for later, and goes on with it once it is whole', () => {
    const path = join(folder, 'torn.jsonl');
    const second = prompt(2, 'second');
    writeFileSync(path, HEADER + prompt(1, 'first') + second.slice(0, 30));
    const torn = read(path);
    expect(torn.prompts).toEqual(['first']);
    expect(torn.result.coverage).toMatchObject({ partialBytes: 30, malformed: 0 });
    appendFileSync(path, second.slice(30));
    const whole = read(path, torn.result.bookmark);
    expect(whole).toMatchObject({ prompts: ['second'], restarts: 0, result: { continued: true } });
  });

  it.each([
    ['shorter', HEADER],
    ['another file of the same name', HEADER.replace('"s"', '"t"') + prompt(1, 'first') + prompt(2, 'new')],
  ])('begins anew when the file is now %s', (_, content) => {
    const path = join(folder, 'replaced.jsonl');
    writeFileSync(path, HEADER + prompt(1, 'first'));
    const { bookmark } = read(path).result;
    writeFileSync(path, content);
    expect(read(path, bookmark)).toMatchObject({ restarts: 1, result: { continued: false } });
  });

  it('is not confused by a byte order mark, carriage returns and separators of Unicode', () => {
    const path = join(folder, 'marks.jsonl');
    writeFileSync(path, `\uFEFF${HEADER.trimEnd()}\r\n${prompt(1, 'a\u2028b').trimEnd()}\r\n`);
    const { prompts, result } = read(path);
    expect(prompts).toEqual(['a\u2028b']);
    expect(result.coverage).toMatchObject({ lines: 2, malformed: 0 });
  });
});

describe('what is no transcript', () => {
  const reading = (path: string) => (): unknown => read(path);

  it('is refused with what it is', () => {
    mkdirSync(join(folder, 'directory'));
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    symlinkSync(join(folder, 'torn.jsonl'), join(folder, 'link'));
    expect(reading(join(folder, 'directory'))).toThrow(/it is a directory/);
    expect(reading(join(folder, 'fifo'))).toThrow(/not a regular file/);
    expect(reading('/dev/zero')).toThrow(/not a regular file/);
    expect(reading(join(folder, 'link'))).toThrow(/symbolic link/);
    expect(reading(join(folder, 'nothing'))).toThrow(/does not exist/);
    expect(reading('/dev/zero')).toThrow(expect.objectContaining({ code: 'transcript-unreadable' }));
  });
});
