import { compactionRules } from './host-compaction.ts';
import { lowerMedian } from './median.ts';
import { ASSUMED_WINDOWS_TOKENS, windowsOfModel } from './windows.ts';

/**
 * Who says how large the window is, most trusted first. `evidence`: a context was larger than the window that
 * was taken before; `assumed`: nobody knows, 200,000 is taken.
 */
export type WindowSource = 'host' | 'setting' | 'transcript' | 'table' | 'evidence' | 'assumed';

/** How much context a session may use. */
export interface ContextLimit {
  /** The denominator of every fraction: the smallest of window, compaction point and the user's own limit. */
  limitTokens: number;
  windowTokens: number;
  windowSource: WindowSource;
  /** Tokens at which the agent compacts by itself; undefined where that is not known. */
  compactionPointTokens?: number | undefined;
  /** `learnt`: from earlier compactions of this session; `formula`: from what is known about the agent. */
  compactionSource?: 'learnt' | 'formula' | undefined;
}

/** What is known about a session's limit; all sizes in tokens. */
export interface LimitFacts {
  agent?: string | undefined;
  model?: string | undefined;
  /** What the running host says. */
  hostWindowTokens?: number | undefined;
  /** What the user set. */
  settingWindowTokens?: number | undefined;
  /** What the transcript says. */
  recordedWindowTokens?: number | undefined;
  /** The user's own limit; it can only lower. */
  limitTokens?: number | undefined;
  /** The largest context that was seen with this model. */
  peakTokens: number;
  /** Where automatic compactions began, oldest first. */
  compactionPointsTokens: readonly number[];
}

/** How many of the newest compactions are asked: an update of the agent, or a setting, moves the point. */
const RECENT_COMPACTIONS = 3;

/** Agents estimate what they record at a compaction, and add a pending answer: so far beyond proves nothing. */
export const COMPACTION_TOLERANCE = 1.1;

export function resolveLimit(facts: LimitFacts): ContextLimit {
  const window = resolveWindow(facts);
  const compaction = resolveCompaction(facts, window.windowTokens);
  const limitTokens = Math.min(
    window.windowTokens,
    compaction.compactionPointTokens ?? Infinity,
    facts.limitTokens ?? Infinity,
  );
  return { limitTokens, ...window, ...compaction };
}

function resolveWindow(facts: LimitFacts): Pick<ContextLimit, 'windowTokens' | 'windowSource'> {
  const { hostWindowTokens, settingWindowTokens, recordedWindowTokens } = facts;
  if (hostWindowTokens !== undefined) return { windowTokens: hostWindowTokens, windowSource: 'host' };
  if (settingWindowTokens !== undefined) {
    return { windowTokens: settingWindowTokens, windowSource: 'setting' };
  }
  if (recordedWindowTokens !== undefined) {
    return { windowTokens: recordedWindowTokens, windowSource: 'transcript' };
  }
  const known = windowsOfModel(facts.model, facts.agent);
  const [first, ...larger] = known ?? ASSUMED_WINDOWS_TOKENS;
  const proven = provenTokens(facts);
  if (proven > first && larger.length > 0) {
    const windowTokens = larger.find((size) => size >= proven) ?? Math.max(...larger);
    return { windowTokens, windowSource: 'evidence' };
  }
  if (known) return { windowTokens: first, windowSource: 'table' };
  return { windowTokens: Math.max(first, facts.limitTokens ?? 0), windowSource: 'assumed' };
}

function provenTokens({ peakTokens, compactionPointsTokens }: LimitFacts): number {
  return Math.max(peakTokens, ...compactionPointsTokens.map((tokens) => tokens / COMPACTION_TOLERANCE));
}

function resolveCompaction(
  { agent, compactionPointsTokens }: LimitFacts,
  windowTokens: number,
): Pick<ContextLimit, 'compactionPointTokens' | 'compactionSource'> {
  const rule = agent === undefined ? undefined : compactionRules.get(agent);
  const learnt = lowerMedian(compactionPointsTokens.slice(-RECENT_COMPACTIONS));
  if (learnt !== undefined && rule?.learns !== false && learnt <= windowTokens * COMPACTION_TOLERANCE) {
    return { compactionPointTokens: Math.min(learnt, windowTokens), compactionSource: 'learnt' };
  }
  const point = rule?.pointTokens(windowTokens);
  if (point === undefined || point <= 0) return {};
  return { compactionPointTokens: point, compactionSource: 'formula' };
}
