import { closeSync } from 'node:fs';
import {
  MAX_LINE_BYTES,
  type ByteRange,
  type Emit,
  type Line,
  type Outcome,
  type Source,
} from './contract.ts';
import { HeldEvents } from './held-events.ts';
import { scanLines } from './lines.ts';
import { openRegularFile, type OpenFile } from './open.ts';
import { continues, positionOf, type Position } from './position.ts';

/** How much of a transcript was understood; the format alarm of `recovery doctor` reads this. JSON. */
export interface Coverage {
  /** Records, most often lines; the numbers below add up to it. */
  lines: number;
  understood: number;
  ignored: number;
  malformed: number;
  /** Lines over the source's limit, which were not parsed. */
  oversize: number;
  /** Kinds of record that the reader does not know, by type and agent version. */
  unknown: Record<string, number>;
  /** Bytes behind the last whole line. */
  partialBytes: number;
}

/** Where a reading stopped and what it must know to go on. JSON. */
export interface Bookmark {
  position: Position;
  readerState: unknown;
  coverage: Coverage;
}

export interface ReadResult {
  /** Undefined when the source cannot go on later (its `state()` is undefined). */
  bookmark: Bookmark | undefined;
  coverage: Coverage;
  sizeBytes: number;
  /** True when `bookmark` was of this file and only new bytes were read. */
  continued: boolean;
  truncated: boolean;
}

/** Receives the events, in the order of the file. */
export interface EventSink {
  event: Emit;
  /** What was delivered so far, now or in earlier readings, is void: the events come from the file's start. */
  restart(): void;
}

export interface ReadOptions {
  path: string;
  source: Source;
  sink: EventSink;
  /** Where an earlier reading stopped; used only when the file is still the same one. */
  bookmark?: Bookmark | undefined;
  /** Only for a path that the user named. */
  followLink?: boolean;
  /** Bytes done and in all, about once per MiB. */
  onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/**
 * Reads a transcript, or what was added to it since `bookmark`. When a part turns out to be abandoned (rewound) whose
 * events were delivered already, it reads once more from the start. Throws `transcript-unreadable`.
 */
export function readTranscript(options: ReadOptions): ReadResult {
  const { fd, stats } = openRegularFile(options.path, { followLink: options.followLink ?? false });
  try {
    const file = { fd, stats };
    const { bookmark } = options;
    if (bookmark && continues(bookmark.position, fd, stats)) {
      const added = readRange(options, file, { bookmark });
      if (!added.isVoid) return finish(added, file, true);
    }
    options.sink.restart();
    const whole = readRange(options, file, {});
    if (!whole.isVoid) return finish(whole, file, false);
    options.sink.restart();
    return finish(readRange(options, file, { abandoned: whole.abandoned }), file, false);
  } finally {
    closeSync(fd);
  }
}

interface Range {
  bookmark?: Bookmark;
  /** What an earlier reading found to be abandoned. */
  abandoned?: readonly ByteRange[];
}

interface RangeResult {
  coverage: Coverage;
  readerState: unknown;
  abandoned: readonly ByteRange[];
  isVoid: boolean;
  end: number;
  truncated: boolean;
}

function readRange(options: ReadOptions, { fd, stats }: OpenFile, range: Range): RangeResult {
  const { source, sink } = options;
  const { bookmark, abandoned } = range;
  const reader = source.reader(bookmark?.readerState);
  const coverage = bookmark ? structuredClone(bookmark.coverage) : emptyCoverage();
  const from = bookmark?.position.end ?? 0;
  const events = new HeldEvents(sink.event, { from, ranges: abandoned ?? reader.abandoned() });
  const emit = events.add.bind(events);
  const report = progressReport(options, stats.size);
  const onLine = (line: Line): void => {
    report(line.offset);
    if (line.end === line.start) return;
    if (events.isFull(line.offset)) events.release(line.offset, abandoned ?? reader.abandoned());
    count(coverage, reader.line(line, emit));
  };
  const { maxLineBytes = MAX_LINE_BYTES, readsTail = false } = source;
  const scan = scanLines(fd, { from, to: stats.size, maxLineBytes, readsTail }, onLine);
  count(coverage, reader.end?.(emit) ?? []);
  events.releaseTo(Number.POSITIVE_INFINITY, abandoned ?? reader.abandoned());
  coverage.oversize += scan.oversize.length;
  coverage.lines += scan.oversize.length;
  coverage.partialBytes = scan.partialBytes;
  return {
    coverage,
    readerState: reader.state(),
    abandoned: reader.abandoned(),
    isVoid: events.isVoid,
    end: scan.end,
    truncated: scan.truncated,
  };
}

function progressReport({ onProgress }: ReadOptions, totalBytes: number): (offset: number) => void {
  let reported = 0;
  return (offset) => {
    if (!onProgress || offset - reported < PROGRESS_BYTES) return;
    reported = offset;
    onProgress(offset, totalBytes);
  };
}

const PROGRESS_BYTES = 1024 * 1024;

function finish(result: RangeResult, { fd, stats }: OpenFile, continued: boolean): ReadResult {
  const { coverage, readerState, end, truncated } = result;
  const bookmark =
    readerState === undefined ? undefined : { position: positionOf(fd, stats, end), readerState, coverage };
  return { bookmark, coverage, sizeBytes: stats.size, continued, truncated };
}

function emptyCoverage(): Coverage {
  return { lines: 0, understood: 0, ignored: 0, malformed: 0, oversize: 0, unknown: {}, partialBytes: 0 };
}

/** Kinds of unknown record that are counted by name; a hostile file may hold any number. */
const MAX_UNKNOWN_KINDS = 50;

function count(coverage: Coverage, outcomes: Outcome | readonly Outcome[]): void {
  if (isList(outcomes)) {
    for (const outcome of outcomes) count(coverage, outcome);
    return;
  }
  coverage.lines++;
  if (typeof outcomes === 'string') {
    coverage[outcomes]++;
    return;
  }
  const { unknown } = coverage;
  const isNamed = Object.hasOwn(unknown, outcomes.unknown) || Object.keys(unknown).length < MAX_UNKNOWN_KINDS;
  const name = isNamed ? outcomes.unknown : 'others';
  unknown[name] = (unknown[name] ?? 0) + 1;
}

/** `Array.isArray` does not narrow a union that holds a read-only array. */
function isList(outcomes: Outcome | readonly Outcome[]): outcomes is readonly Outcome[] {
  return Array.isArray(outcomes);
}
