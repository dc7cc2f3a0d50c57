import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionEvent } from '../../src/session/events.ts';
import type { Source } from '../../src/source/contract.ts';
import { readTranscript, type Coverage } from '../../src/source/read.ts';

type KindOf<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>;

export interface Read {
  events: SessionEvent[];
  coverage: Coverage;
  /** The events of one kind. */
  of<K extends SessionEvent['kind']>(kind: K): KindOf<K>[];
}

export function jsonLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** What a source reads from a text, in one go. */
export function readText(source: Source, text: string): Read {
  const folder = mkdtempSync(join(tmpdir(), 'recovery-reader-'));
  try {
    const path = join(folder, 'session.jsonl');
    writeFileSync(path, text);
    let events: SessionEvent[] = [];
    const { coverage } = readTranscript({
      path,
      source,
      sink: { event: (event) => events.push(event), restart: () => (events = []) },
    });
    const isOf =
      <K extends SessionEvent['kind']>(kind: K) =>
      (event: SessionEvent): event is KindOf<K> =>
        event.kind === kind;
    return { events, coverage, of: (kind) => events.filter(isOf(kind)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function readLines(source: Source, records: readonly unknown[]): Read {
  return readText(source, jsonLines(records));
}

/** The texts of the prompts, of the replies, or of both. */
export function said(read: Read, kinds: readonly ('prompt' | 'reply')[] = ['prompt', 'reply']): string[] {
  return read.events.flatMap((event) =>
    (event.kind === 'prompt' || event.kind === 'reply') && kinds.includes(event.kind) ? [event.text] : [],
  );
}
