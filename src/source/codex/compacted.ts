import type { EventBody } from '../../session/events.ts';
import type { Line } from '../contract.ts';
import { asString } from '../json.ts';

const MESSAGE_KEY = Buffer.from('"payload":{"message":"');
/** Summaries that a model wrote are shorter; what follows them is megabytes of replaced history. */
const MAX_MESSAGE_BYTES = 256 * 1024;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The summary in a `compacted` line, read without parsing the history behind it. */
export function summaryOf({ buffer, start, end }: Line): string | undefined {
  const bytes = buffer.subarray(start, Math.min(end, start + MAX_MESSAGE_BYTES));
  const key = bytes.subarray(0, 400).indexOf(MESSAGE_KEY);
  if (key === -1) return undefined;
  const from = key + MESSAGE_KEY.length - 1;
  for (let index = from + 1; index < bytes.length; index++) {
    if (bytes[index] === BACKSLASH) index++;
    else if (bytes[index] === QUOTE) return parseString(bytes.toString('utf8', from, index + 1));
  }
  return undefined;
}

/** A compaction, and its summary where it is readable: it is not when the provider compacts (encrypted). */
export function compactionEvents(summary: string | undefined): EventBody[] {
  const text = summary?.trim();
  const compaction: EventBody = { kind: 'compaction' };
  return text ? [compaction, { kind: 'recap', of: 'compaction', text }] : [compaction];
}

function parseString(json: string): string | undefined {
  try {
    return asString(JSON.parse(json));
  } catch {
    return undefined; // a malformed record is still a compaction
  }
}
