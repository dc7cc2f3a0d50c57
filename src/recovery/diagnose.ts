import type { TranscriptFile } from '../source/contract.ts';
import { readTranscript, type Coverage } from '../source/read.ts';
import { sourceByAgent } from '../source/registry.ts';

/** How well one transcript was understood. */
export interface Diagnosis {
  transcript: TranscriptFile;
  coverage: Coverage;
  /** Events by kind. */
  events: Record<string, number>;
  /** `silent`: no prompt and no tool call came out of a transcript that is not empty: the agent changed its format. */
  verdict: 'good' | 'partly' | 'silent';
}

/** A share of unknown records from which a format has probably changed. */
const MANY_UNKNOWN = 0.02;
/** A session that was just opened holds a few records and no work yet. */
const MIN_LINES = 8;

/** Reads a transcript only to see how much of it is understood. Throws `transcript-unreadable`. */
export function diagnose(transcript: TranscriptFile): Diagnosis {
  let events: Record<string, number> = {};
  const { coverage } = readTranscript({
    path: transcript.path,
    source: sourceByAgent(transcript.agent),
    sink: {
      event: ({ kind }) => {
        events[kind] = (events[kind] ?? 0) + 1;
      },
      restart: () => {
        events = {};
      },
    },
  });
  return { transcript, coverage, events, verdict: verdictOf(coverage, events) };
}

function verdictOf(coverage: Coverage, events: Diagnosis['events']): Diagnosis['verdict'] {
  const hasWork = (events['prompt'] ?? 0) + (events['tool-call'] ?? 0) + (events['reply'] ?? 0) > 0;
  if (!hasWork && coverage.lines >= MIN_LINES) return 'silent';
  const unknown = Object.values(coverage.unknown).reduce((sum, count) => sum + count, 0);
  return (unknown + coverage.malformed) / Math.max(1, coverage.lines) > MANY_UNKNOWN ? 'partly' : 'good';
}
