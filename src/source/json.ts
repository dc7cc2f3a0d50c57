import { MAX_JSON_DEPTH, type Line, type Outcome } from './contract.ts';

/** Below this size even a line of nothing but brackets is harmless to parse and to walk. */
const DEPTH_CHECK_BYTES = 64 * 1024;

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asObjects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Longest id that is believed; reader states hold ids, and their size must not be the transcript's to choose. */
const MAX_ID_LENGTH = 160;

/** An id that a transcript gives to a record or a call. */
export function asId(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH ? value : undefined;
}

/** The name of an unknown kind of record, for the format alarm. Only what looks like a name, never other text. */
export function unknownKind(type: unknown, version: string | undefined): Outcome {
  return { unknown: `${nameOrMark(type)}@${nameOrMark(version)}` };
}

function nameOrMark(value: unknown): string {
  if (value === undefined) return '?';
  return typeof value === 'string' && /^[\w./+-]{1,60}$/.test(value) ? value : '(odd)';
}

/** The texts of a message's content: a string, or a list of blocks with a `text`. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  return asObjects(content)
    .flatMap((block) => asString(block['text']) ?? [])
    .join('\n');
}

/** A count that a transcript may claim: finite and not negative. */
export function asCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Parses a line that should hold one JSON object; undefined when it does not, or is nested absurdly deep. */
export function parseLine(line: Pick<Line, 'buffer' | 'start' | 'end'>): JsonObject | undefined {
  if (line.end - line.start > DEPTH_CHECK_BYTES && isTooDeep(line)) return undefined;
  return parseObject(line.buffer.toString('utf8', line.start, line.end));
}

/** Parses text that should be one JSON object; undefined when it is not. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined; // a malformed line is data: the caller counts it
  }
}

function isTooDeep({ buffer, start, end }: Pick<Line, 'buffer' | 'start' | 'end'>): boolean {
  let depth = 0;
  let inString = false;
  for (let index = start; index < end; index++) {
    const byte = buffer[index];
    if (inString) {
      if (byte === 0x5c) index++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > MAX_JSON_DEPTH) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return false;
}
