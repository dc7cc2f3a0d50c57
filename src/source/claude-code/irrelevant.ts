import type { Line } from '../contract.ts';
import { parseObject, type JsonObject } from '../json.ts';

/** Kinds of record that say nothing that is needed, as of 2.1.x (2026-11). */
const IRRELEVANT_TYPES: ReadonlySet<string> = new Set([
  'progress',
  'file-history-snapshot',
  'file-history-delta',
  'last-prompt',
  'mode',
  'permission-mode',
  'summary',
  'cost-state',
  'bridge-session',
  'frame-link',
  'atis-latch',
  'tag',
]);

/** The type of a record stands within these, behind the ids, the directory and the version. */
const HEAD_BYTES = 700;
const TYPE_KEY = '"type":"';
/** Shorter lines are not worth cutting. */
const LARGE_LINE_BYTES = 2048;
/** Above this the depth of what is left has to be checked before it is parsed. */
const MAX_CUT_BYTES = 64 * 1024;
const DETAILS_KEY = Buffer.from(',"toolUseResult":');
const NEEDED_KEYS = ['type', 'message', 'uuid', 'parentUuid', 'timestamp'];

export function isIrrelevantType(type: string): boolean {
  return IRRELEVANT_TYPES.has(type);
}

/** Recognises an irrelevant record by its first bytes, without parsing it. */
export function isIrrelevantLine({ buffer, start, end }: Line): boolean {
  const head = buffer.toString('latin1', start, Math.min(end, start + HEAD_BYTES));
  const key = head.indexOf(TYPE_KEY);
  if (key === -1 || head.lastIndexOf('{', key) > 0) return false; // none, or that of something inside the record
  const type = key + TYPE_KEY.length;
  return IRRELEVANT_TYPES.has(head.slice(type, head.indexOf('"', type)));
}

/**
 * Parses a line without its `toolUseResult`, which repeats what the model was shown and is 38 % of all bytes. The key
 * is only cut where that leaves a whole object, so one inside the message cannot be mistaken for it; and only where it
 * stands behind everything that is needed, which tools that rewrite files do not promise.
 */
export function parseWithoutDetails({ buffer, start, end }: Line): JsonObject | undefined {
  if (end - start < LARGE_LINE_BYTES) return undefined;
  const cut = buffer.subarray(start, end).lastIndexOf(DETAILS_KEY);
  if (cut === -1 || cut > MAX_CUT_BYTES) return undefined;
  const record = parseObject(`${buffer.toString('utf8', start, start + cut)}}`);
  return record && NEEDED_KEYS.every((key) => Object.hasOwn(record, key)) ? record : undefined;
}
