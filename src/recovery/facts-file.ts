import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectorState } from '../evidence/fact-collector.ts';
import type { MonitorState } from '../monitor/session-monitor.ts';
import type { Bookmark } from '../source/read.ts';
import { writeFileAtomic } from '../store/atomic-file.ts';
import type { ProjectHome } from '../store/home.ts';

/** Raised whenever the rules by which facts are chosen change: files of another version are made anew. */
const VERSION = 1;

/** The facts of one transcript and where its reading stopped. Secrets are removed before it is written. */
export interface StoredFacts {
  v: typeof VERSION;
  agent: string;
  path: string;
  bookmark: Bookmark | undefined;
  collector: CollectorState;
  monitor: MonitorState;
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
    const stored: StoredFacts = JSON.parse(readFileSync(path, 'utf8'));
    const fits = stored.v === VERSION && stored.agent === transcript.agent && stored.path === transcript.path;
    return fits ? stored : undefined;
  } catch {
    return undefined;
  }
}

export function saveFacts(path: string, facts: StoredFacts): void {
  writeFileAtomic(path, JSON.stringify(facts), { durable: false });
}
