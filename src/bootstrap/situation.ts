import type { Project } from '../store/project.ts';
import type { Finding } from './finding.ts';
import type { RepositoryNow } from './git-now.ts';
import type { LoadResult } from './load.ts';
import type { Verdict } from './protocol.ts';
import type { ResumeFacts } from './resume-facts.ts';
import type { Check } from './validation.ts';

/** Everything that is known when a prompt or a report is written: those only choose words and room. */
export interface Situation extends LoadResult {
  at: Date;
  project: Project;
  now: RepositoryNow;
  findings: Finding[];
  checks: Check[];
  verdict: Verdict;
  /** Undefined when there is no manifest to go on. */
  facts: ResumeFacts | undefined;
  /** The transcript is where it was, so that its places can be looked up. */
  hasTranscript: boolean;
  /** The session's last event; undefined when the manifest's time is none, or still to come. */
  endedAt: Date | undefined;
}

/** `2 hours ago`; `at an unknown time` when there is none. */
export function age({ at, endedAt }: Pick<Situation, 'at' | 'endedAt'>): string {
  if (!endedAt) return 'at an unknown time';
  const minutes = Math.round((at.getTime() - endedAt.getTime()) / 60_000);
  if (minutes < 2) return 'just now';
  if (minutes < 120) return `${minutes} minutes ago`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} hours ago`;
  return `${Math.round(minutes / 60 / 24)} days ago`;
}

/** `2026-11-24 10:30 UTC`. */
export function clockTime(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Ids and names that are not ours to word, as they may stand outside the fence: letters, digits and a few marks. */
export function label(text: string, limit: number = 80): string {
  return text.replace(/[^\w.@/+-]+/g, '-').slice(0, limit);
}
