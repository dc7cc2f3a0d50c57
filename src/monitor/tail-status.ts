import { closeSync, readSync } from 'node:fs';
import { rangeWalker } from '../source/byte-ranges.ts';
import { MAX_LINE_BYTES, type ByteRange, type Emit, type Line, type Source } from '../source/contract.ts';
import { scanLines } from '../source/lines.ts';
import { openRegularFile } from '../source/open.ts';
import type { MonitorStatus, SessionMonitorOptions } from './contract.ts';
import { SessionMonitor } from './session-monitor.ts';

const FIRST_TAIL_BYTES = 64 * 1024;
const TAIL_GROWTH = 8;
const MAX_TAIL_BYTES = 8 * 1024 * 1024;
const LINE_FEED = 0x0a;

export interface TailStatusOptions extends Pick<
  SessionMonitorOptions,
  'limitTokens' | 'windowTokens' | 'threshold' | 'knownCompactionPoints'
> {
  path: string;
  source: Source;
  /** Only for a path that the user named. */
  followLink?: boolean | undefined;
}

/**
 * The pressure of a transcript from its end alone: 64 KiB, and more, up to 8 MiB, while those hold no model call. A
 * file that has none there gives a status without usage. What the end does not tell is not in the status either:
 * earlier compactions (pass `knownCompactionPoints`), earlier turns, most of the active time. Where a person has
 * just rewound the session, the abandoned part is seen as such only when the tail reaches back to the rewind.
 * Throws `transcript-unreadable`.
 */
export function readTailStatus(options: TailStatusOptions): MonitorStatus {
  const { fd, stats } = openRegularFile(options.path, { followLink: options.followLink ?? false });
  try {
    for (let tailBytes = FIRST_TAIL_BYTES; ; tailBytes *= TAIL_GROWTH) {
      const isLast = tailBytes >= Math.min(MAX_TAIL_BYTES, stats.size);
      const from = Math.max(0, stats.size - Math.min(tailBytes, MAX_TAIL_BYTES));
      const tail = readTail(options, { fd, from, to: stats.size });
      if (tail.hasUsage || isLast) return tail.status;
    }
  } finally {
    closeSync(fd);
  }
}

interface Tail {
  fd: number;
  from: number;
  to: number;
}

interface TailResult {
  status: MonitorStatus;
  hasUsage: boolean;
}

function readTail(options: TailStatusOptions, tail: Tail): TailResult {
  const from = lineStart(tail);
  const range = { ...tail, from };
  const first = monitorRange(options, range, []);
  return first.abandoned.length === 0 ? first : monitorRange(options, range, first.abandoned);
}

function monitorRange(
  options: TailStatusOptions,
  { fd, from, to }: Tail,
  without: readonly ByteRange[],
): TailResult & { abandoned: readonly ByteRange[] } {
  const { source } = options;
  const reader = source.reader();
  // Part of a text says nothing about the whole context, so only a whole file is estimated.
  const recordsUsage = source.recordsUsage || from > 0;
  const monitor = new SessionMonitor({ ...options, agent: source.agent, recordsUsage });
  let hasUsage = false;
  const observe: Emit = (event) => {
    hasUsage ||= event.kind === 'usage';
    monitor.observe(event);
  };
  const isAbandoned = rangeWalker(without);
  const onLine = (line: Line): void => {
    if (line.end > line.start && !isAbandoned(line.offset)) reader.line(line, observe);
  };
  const { maxLineBytes = MAX_LINE_BYTES, readsTail = false } = source;
  scanLines(fd, { from, to, maxLineBytes, readsTail }, onLine);
  if (from === 0) reader.end?.(observe);
  return { status: monitor.status(), hasUsage, abandoned: reader.abandoned() };
}

/** The first start of a line at or behind `from`; `to` when the tail holds none. */
function lineStart({ fd, from, to }: Tail): number {
  if (from === 0) return 0;
  const chunk = Buffer.allocUnsafe(FIRST_TAIL_BYTES);
  for (let at = from - 1; at < to;) {
    const got = readSync(fd, chunk, 0, Math.min(chunk.length, to - at), at);
    const feed = chunk.subarray(0, got).indexOf(LINE_FEED);
    if (feed !== -1) return at + feed + 1;
    if (got === 0) break;
    at += got;
  }
  return to;
}
