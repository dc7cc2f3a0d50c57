import type { Facts } from './facts.ts';

type ListName = { [K in keyof Facts]-?: Facts[K] extends readonly unknown[] ? K : never }[keyof Facts];

/** What must be a text in each fact of a list. */
const TEXTS: Readonly<Record<ListName, readonly string[]>> = {
  requests: ['text', 'type'],
  statements: ['text', 'type'],
  tasks: ['text', 'status'],
  files: ['path'],
  commands: ['command'],
  failures: ['text', 'command'],
  approaches: ['tried'],
  decisions: ['text', 'who'],
  references: ['text', 'type'],
  symbols: ['name'],
  glimpses: ['kind', 'text'],
  sideEffects: ['text'],
  recaps: ['of', 'text'],
};
const SEEN = ['first', 'last', 'count'];
const COUNTS = ['turns', 'compactions', 'visibleChars', 'lastOffset', 'events'];

/** Whether what a file of the home holds can be worked with as facts: it may be damaged. */
export function isFacts(value: unknown): value is Facts {
  return (
    isRecord(value) &&
    isRecord(value['session']) &&
    typeof value['session']['agent'] === 'string' &&
    Object.values(value['session']).every((field) => typeof field === 'string') &&
    typeof value['activity'] === 'string' &&
    isTextOrAbsent(value['inFlight']) &&
    isTextOrAbsent(value['lastReply']) &&
    COUNTS.every((name) => typeof value[name] === 'number') &&
    Object.entries(TEXTS).every(([list, texts]) => isListOf(value[list], (fact) => isFact(fact, texts))) &&
    isListOf(value['requests'], ({ parts }) => isListOf(parts, ({ text }) => typeof text === 'string'))
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list of objects that all pass. */
export function isListOf(value: unknown, passes: (item: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((item: unknown) => isRecord(item) && passes(item));
}

function isFact(fact: Record<string, unknown>, texts: readonly string[]): boolean {
  return (
    SEEN.every((name) => typeof fact[name] === 'number') &&
    texts.every((name) => typeof fact[name] === 'string') &&
    isTextOrAbsent(fact['at'])
  );
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
