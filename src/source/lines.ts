import { readSync } from 'node:fs';
import type { Line } from './contract.ts';
import { parseObject } from './json.ts';

const CHUNK_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export interface ScanOptions {
  /** First byte to read; the start of a line. */
  from: number;
  /** Reading stops here, so that a file that grows meanwhile is not chased. */
  to: number;
  maxLineBytes: number;
  /** What follows the last line feed is a line too, whole record or not. */
  readsTail?: boolean;
}

export interface ScanResult {
  /** Offset behind the last whole line: where to go on later. */
  end: number;
  /** Bytes behind it: a line that is still being written, or was torn by a crash. */
  partialBytes: number;
  /** Whole lines that were too long, by their offset. */
  oversize: number[];
  /** The file ended before `to`: somebody cut it while it was read. */
  truncated: boolean;
}

/**
 * Splits a file at line feeds, and at nothing else: JSON lines may hold U+2028 and lone carriage returns.
 * Memory is one chunk plus the longest line below the limit, whatever the size of the file.
 */
export function scanLines(fd: number, options: ScanOptions, onLine: (line: Line) => void): ScanResult {
  const splitter = new LineSplitter(options, onLine);
  let position = options.from;
  let truncated = false;
  while (position < options.to) {
    const { buffer, filled } = splitter.room();
    const wanted = Math.min(buffer.length - filled, options.to - position);
    const got = readSync(fd, buffer, filled, wanted, position);
    if (got === 0) {
      truncated = true;
      break;
    }
    position += got;
    splitter.took(got);
  }
  return { ...splitter.finish(), truncated };
}

/** The bytes between two reads: what is left of a line that has not ended yet. */
class LineSplitter {
  readonly #options: ScanOptions;
  readonly #onLine: (line: Line) => void;
  readonly #oversize: number[] = [];
  #buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  #filled = 0;
  /** File offset of the buffer's first byte. */
  #base: number;
  /** Start of a line that is too long and has not ended yet. */
  #skippedFrom: number | undefined;

  constructor(options: ScanOptions, onLine: (line: Line) => void) {
    this.#options = options;
    this.#onLine = onLine;
    this.#base = options.from;
  }

  /** Where the next bytes go: behind `filled`. */
  room(): { buffer: Buffer; filled: number } {
    return { buffer: this.#buffer, filled: this.#filled };
  }

  took(count: number): void {
    const searchFrom = this.#filled;
    this.#filled += count;
    const bytes = this.#buffer.subarray(0, this.#filled);
    let start = 0;
    let feed = bytes.indexOf(LINE_FEED, searchFrom);
    while (feed !== -1) {
      this.#lineEnds(start, feed);
      start = feed + 1;
      feed = bytes.indexOf(LINE_FEED, start);
    }
    this.#keepFrom(start);
  }

  finish(): Omit<ScanResult, 'truncated'> {
    const isLine = this.#options.readsTail || this.#endsWithRecord();
    if (isLine && this.#filled > 0 && this.#skippedFrom === undefined) {
      this.#lineEnds(0, this.#filled);
      this.#base += this.#filled;
      this.#filled = 0;
    }
    const end = this.#skippedFrom ?? this.#base;
    return { end, partialBytes: this.#base + this.#filled - end, oversize: this.#oversize };
  }

  /**
   * Whether what follows the last line feed is a whole record: no part of a JSON object is one itself, so nothing of it can
   * be missing but the line feed, as where somebody exported or pasted the file.
   */
  #endsWithRecord(): boolean {
    if (this.#buffer[this.#filled - 1] !== CLOSING_BRACE || this.#buffer[0] !== OPENING_BRACE) return false;
    return parseObject(this.#buffer.toString('utf8', 0, this.#filled)) !== undefined;
  }

  #lineEnds(start: number, feed: number): void {
    const offset = this.#skippedFrom ?? this.#base + start;
    const isTooLong = this.#skippedFrom !== undefined || feed - start > this.#options.maxLineBytes;
    this.#skippedFrom = undefined;
    if (isTooLong) {
      this.#oversize.push(offset);
      return;
    }
    const buffer = this.#buffer;
    const textStart = offset === 0 && startsWithMark(buffer, feed) ? BYTE_ORDER_MARK.length : start;
    const end = feed > textStart && buffer[feed - 1] === CARRIAGE_RETURN ? feed - 1 : feed;
    this.#onLine({ buffer, start: textStart, end, offset });
  }

  /** Moves what is left of the last line to the front, or lets go of it when it is too long already. */
  #keepFrom(start: number): void {
    const left = this.#filled - start;
    if (this.#skippedFrom === undefined && left > this.#options.maxLineBytes) {
      this.#skippedFrom = this.#base + start;
      this.#buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    }
    if (this.#skippedFrom !== undefined) {
      this.#base += this.#filled;
      this.#filled = 0;
      return;
    }
    if (start > 0) this.#buffer.copyWithin(0, start, this.#filled);
    this.#base += start;
    this.#filled = left;
    if (left < this.#buffer.length) return;
    const size = Math.min(left * 2, this.#options.maxLineBytes + CHUNK_BYTES);
    this.#buffer = Buffer.concat([this.#buffer], size);
  }
}

function startsWithMark(buffer: Buffer, end: number): boolean {
  return end >= BYTE_ORDER_MARK.length && buffer.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
}
