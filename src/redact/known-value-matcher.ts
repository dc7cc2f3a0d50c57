import { encodingsOf } from './encodings.ts';
import type { KnownValue } from './known-values.ts';
import type { Mask, Step } from './step.ts';

/** Shortest string that is looked for; shorter ones occur by chance. */
const MIN_NEEDLE = 8;

/** What a terminal, an editor or an attacker puts inside a value: line feeds and characters of no width. */
const BREAKERS = /[\r\n\u00ad\u200b-\u200f\u2060\ufeff]+/g;
const BREAKER = /[\r\n\u00ad\u200b-\u200f\u2060\ufeff]/;

const TABLE_SIZE = 1 << 16;

interface Needles {
  /** 1 where the hash of the first four characters of a needle points to. */
  table: Uint8Array;
  /** Needles by their first eight characters, longest first. */
  byStart: Map<string, string[]>;
}

interface Span {
  start: number;
  end: number;
}

/**
 * Finds given values in any of their encodings and in any case. One pass over the text with a table of the needles' first four
 * characters, so that hundreds of values cost what one does.
 */
export function createKnownValueStep(values: readonly KnownValue[]): Step {
  let needles: Needles | undefined;
  return (text, mask) => {
    needles ??= buildNeedles(values);
    const condensed = BREAKER.test(text) ? text.replace(BREAKERS, '') : text;
    const spans = findNeedles(folded(condensed), needles);
    if (spans.length === 0) return text;
    return replaceSpans(text, condensed === text ? spans : originalSpans(text, spans), mask);
  };
}

/** Terminals, file systems and people change the case; of the same length, so that offsets stay. */
function folded(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}

function buildNeedles(values: readonly KnownValue[]): Needles {
  const all = new Set<string>();
  for (const { value } of values) {
    if (value.length < MIN_NEEDLE) continue;
    for (const encoded of encodingsOf(value)) all.add(folded(encoded.replace(BREAKERS, '')));
  }
  const table = new Uint8Array(TABLE_SIZE);
  const byStart = new Map<string, string[]>();
  for (const needle of [...all].toSorted((a, b) => b.length - a.length)) {
    if (needle.length < MIN_NEEDLE) continue;
    table[hashAt(needle, 0)] = 1;
    const start = needle.slice(0, MIN_NEEDLE);
    const bucket = byStart.get(start);
    if (bucket === undefined) byStart.set(start, [needle]);
    else bucket.push(needle);
  }
  return { table, byStart };
}

function hashAt(text: string, index: number): number {
  const low = text.charCodeAt(index) * 31 + text.charCodeAt(index + 1);
  const high = text.charCodeAt(index + 2) * 31 + text.charCodeAt(index + 3);
  return (low * 961 + high) & (TABLE_SIZE - 1);
}

function findNeedles(text: string, needles: Needles): Span[] {
  const spans: Span[] = [];
  for (let index = 0; index + MIN_NEEDLE <= text.length; index += 1) {
    if (needles.table[hashAt(text, index)] === 0) continue;
    const found = needles.byStart
      .get(text.slice(index, index + MIN_NEEDLE))
      ?.find((needle) => text.startsWith(needle, index));
    if (found === undefined) continue;
    spans.push({ start: index, end: index + found.length });
    index += found.length - 1;
  }
  return spans;
}

/** Where spans of the condensed text lie in the text with its breakers. */
function originalSpans(text: string, spans: readonly Span[]): Span[] {
  const original: Span[] = [];
  let condensedIndex = 0;
  let index = 0;
  const advanceTo = (target: number): number => {
    for (; index < text.length; index += 1) {
      if (BREAKER.test(text.charAt(index))) continue;
      if (condensedIndex === target) return index;
      condensedIndex += 1;
    }
    return index;
  };
  for (const { start, end } of spans) {
    const first = advanceTo(start);
    original.push({ start: first, end: advanceTo(end - 1) + 1 });
  }
  return original;
}

function replaceSpans(text: string, spans: readonly Span[], mask: Mask): string {
  let result = '';
  let copied = 0;
  for (const { start, end } of spans) {
    result += text.slice(copied, start) + mask('known-value');
    copied = end;
  }
  return result + text.slice(copied);
}
