import type { ActiveTime } from './active-time.ts';
import type { BurnRate, Growth } from './burn-rate.ts';
import type { Calibration } from './estimate-tokens.ts';
import type { PressureLevel } from './levels.ts';
import type { ContextLimit } from './limit.ts';

/**
 * Why a session should be prepared for its end. `pressure`: the context reached the threshold; `active-time`: long
 * work without a preparation; `request`: somebody asked; `session-end`; `compaction`: the agent is about to
 * replace its history by a summary.
 */
export type TriggerName = 'pressure' | 'active-time' | 'request' | 'session-end' | 'compaction';

export interface SessionMonitorOptions {
  /** Short name of the agent, as in `Source.agent`; absent in a program's own loop over an API. */
  agent?: string | undefined;
  /** The user's own limit in tokens; lowers the limit, never raises it above the window. */
  limitTokens?: number | undefined;
  /** The window in tokens, where the user knows better than the table. */
  windowTokens?: number | undefined;
  /** Fraction of the limit at which `pressure` fires; above 0, at most 1. Default: 0.8. */
  threshold?: number | undefined;
  /** `pressure` fires again only after the fraction fell below the threshold by this much. Default: 0.15. */
  rearmDrop?: number | undefined;
  /** Active work without a preparation after which `active-time` fires, milliseconds. Default: two hours. */
  activeLimitMs?: number | undefined;
  /** A longer gap between two events is a break, not work; milliseconds. Default: five minutes. */
  idleGapMs?: number | undefined;
  /** A request that follows another within this time is the same one, milliseconds. Default: 10,000. */
  debounceMs?: number | undefined;
  /** Goes on from an earlier monitor of this session: its `state()`. */
  state?: MonitorState | undefined;
  /** Where the agent compacted automatically before, in tokens, oldest first. Part of a `state`, so not used with one. */
  knownCompactionPoints?: readonly number[] | undefined;
  /**
   * False for agents that record no usage (`Source.recordsUsage`): the context is then estimated from the text
   * of events, without system prompt and tools. Default: true.
   */
  recordsUsage?: boolean | undefined;
  /**
   * Milliseconds since the epoch, for what carries no time of its own: `recordUsage`, `recordMessages`, requests.
   * Without it they count as no active time, and requests are not debounced.
   */
  now?: (() => number) | undefined;
  /** Called when the context crosses the threshold: once, until it is armed again (see `rearmDrop`) or compacted. */
  onThreshold?: ((status: MonitorStatus) => void) | undefined;
  /** Called for every trigger, `pressure` included. What it throws goes to the caller of the monitor. */
  onTrigger?: ((trigger: TriggerName, status: MonitorStatus) => void) | undefined;
}

/** What an API reported for one model call. */
export interface UsageReport {
  /**
   * Tokens that the context held: input with everything cached. Of this call, not a sum over calls. 0 means that the
   * host does not know it (Claude Code's status line right after a compaction); the rest is taken all the same.
   */
  contextTokens: number;
  model?: string | undefined;
  /** The window in tokens, where a host says it. */
  windowTokens?: number | undefined;
}

/** Where a session stands. What is not known is undefined; all sizes are in tokens. */
export interface MonitorStatus extends BurnRate {
  /** Context of the last model call; undefined before the first, and after a compaction until the next. */
  usedTokens?: number | undefined;
  /** What is left of the limit; 0 when it is overshot. */
  availableTokens?: number | undefined;
  /** Used tokens by `limit.limitTokens`; above 1 when overshot. */
  fraction?: number | undefined;
  level?: PressureLevel | undefined;
  limit: ContextLimit;
  /** The same as `limit.windowTokens`. */
  windowTokens: number;
  /** The agent compacted and has not answered since. */
  justCompacted: boolean;
  /** Used tokens were counted or estimated here, not reported by the API. */
  estimated: boolean;
  model?: string | undefined;
  compactions: number;
  /** Time in which somebody worked, breaks left out; milliseconds. */
  activeMs: number;
  /** Whether a trigger has fired since the last preparation, and still holds. */
  shouldPrepare: boolean;
  /** Those triggers, in the order in which they fired. */
  reasons: readonly TriggerName[];
}

/** All that a monitor knows. JSON: a later monitor goes on from it. */
export interface MonitorState {
  /** Undefined while it is unknown. */
  context?: { tokens: number; estimated: boolean } | undefined;
  compactions: number;
  justCompacted: boolean;
  modelFacts: ModelFacts;
  growth: Growth;
  active: ActiveTime;
  triggers: TriggerState;
}

/** What was seen of one model; forgotten when another model takes over. */
export interface ModelFacts {
  model?: string | undefined;
  hostWindowTokens?: number | undefined;
  recordedWindowTokens?: number | undefined;
  peakTokens: number;
  compactionPointsTokens: readonly number[];
  calibration?: Calibration | undefined;
}

export interface TriggerState {
  /** Fired, and not to fire again before something changes. */
  spent: readonly TriggerName[];
  /** Fired, and not yet answered by a preparation. */
  pending: readonly TriggerName[];
  /** Milliseconds since the epoch. */
  lastRequestMs?: number | undefined;
}
