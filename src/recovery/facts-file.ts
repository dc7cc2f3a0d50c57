import { join } from 'node:path';
import type { CollectorState } from '../evidence/fact-collector.ts';
import { isFacts, isListOf, isRecord } from '../evidence/facts-shape.ts';
import type { MonitorState } from '../monitor/session-monitor.ts';
import type { Bookmark } from '../source/read.ts';
import { writeFileAtomic } from '../store/atomic-file.ts';
import type { ProjectHome } from '../store/home.ts';
import { MAX_STATE_BYTES, readText } from '../store/read-text.ts';

/** Raised whenever the rules by which facts are chosen change: files of another version are made anew. */
const VERSION = 2;

/** Tells whether a redactor would remove the same again: its `identity` under a random salt. */
export interface RedactionMark {
  salt: string;
  identity: string;
}

/** The facts of one transcript and where its reading stopped. Secrets are removed before it is written. */
export interface StoredFacts {
  v: typeof VERSION;
  agent: string;
  path: string;
  bookmark: Bookmark | undefined;
  collector: CollectorState;
  monitor: MonitorState;
  /** Under which the facts were redacted. */
  redaction: RedactionMark;
}

export function storedFacts(fields: Omit<StoredFacts, 'v'>): StoredFacts {
  return { v: VERSION, ...fields };
}

/** `key` tells transcripts apart: it is made of the agent's name and the session's id, never used as given. */
export function factsPath(home: ProjectHome, key: { agent: string; nativeId: string }): string {
  return join(
    home.factsDirectory,
    `${key.agent}-${key.nativeId.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 120)}.json`,
  );
}

/** Undefined when there is none, or none that can be used: facts can always be made again from the transcript. */
export function loadFacts(
  path: string,
  transcript: { agent: string; path: string },
): StoredFacts | undefined {
  try {
    const text = readText(path, { maxBytes: MAX_STATE_BYTES });
    const stored: unknown = text === undefined ? undefined : JSON.parse(text);
    if (!isStoredFacts(stored)) return undefined;
    return stored.agent === transcript.agent && stored.path === transcript.path ? stored : undefined;
  } catch {
    return undefined;
  }
}

function isStoredFacts(value: unknown): value is StoredFacts {
  if (!isRecord(value) || value['v'] !== VERSION) return false;
  const { collector, monitor, redaction, bookmark } = value;
  return (
    isRecord(collector) &&
    isFacts(collector['facts']) &&
    isOpenCalls(collector['openCalls']) &&
    isRecord(monitor) &&
    isRecord(redaction) &&
    typeof redaction['salt'] === 'string' &&
    (bookmark === undefined || (isRecord(bookmark) && isRecord(bookmark['position'])))
  );
}

function isOpenCalls(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((entry: unknown) => Array.isArray(entry) && typeof entry[0] === 'string') &&
    isListOf(
      value.map((entry: unknown[]) => entry[1]),
      ({ label, action }) => typeof label === 'string' && isRecord(action),
    )
  );
}

export function saveFacts(path: string, facts: StoredFacts): void {
  writeFileAtomic(path, JSON.stringify(facts), { durable: false });
}
