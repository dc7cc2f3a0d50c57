import { lowerMedian } from './median.ts';

interface Call {
  callId: string | undefined;
  contextTokens: number;
  /** The session's active time at the call, milliseconds. */
  activeMs: number;
}

/** How the context grew since the last compaction. JSON. */
export interface Growth {
  /** The newest calls, oldest first. */
  calls: readonly Call[];
  /** Context at the first call, and at each prompt that followed one; oldest first. */
  turnTokens: readonly number[];
}

/** How fast the context fills. A field is undefined with too little data, or when the context does not grow. */
export interface BurnRate {
  /** Median growth from a prompt to the next. */
  burnTokensPerTurn?: number | undefined;
  turnsLeft?: number | undefined;
  /** Median growth from a model call to the next: for sessions of one long turn. */
  burnTokensPerCall?: number | undefined;
  callsLeft?: number | undefined;
  /** Minutes of active work until the limit, at the recent pace. */
  minutesLeft?: number | undefined;
}

const RECENT_TURNS = 10;
const RECENT_CALLS = 20;
const LEAST_TURNS = 2;
const LEAST_CALLS = 3;
const MINUTE_MS = 60_000;

export const NO_GROWTH: Growth = { calls: [], turnTokens: [] };

/** Records of one call share its id and replace each other. */
export function withCall(growth: Growth, call: Call): Growth {
  const repeated = call.callId !== undefined && growth.calls.at(-1)?.callId === call.callId;
  const before = repeated ? growth.calls.slice(0, -1) : growth.calls;
  return {
    calls: [...before, call].slice(-RECENT_CALLS - 1),
    turnTokens: growth.turnTokens.length === 0 ? [call.contextTokens] : growth.turnTokens,
  };
}

/** A prompt ends a turn, unless the agent has done nothing since the last one. */
export function withPrompt(growth: Growth, contextTokens: number): Growth {
  if (growth.turnTokens.at(-1) === contextTokens) return growth;
  return { ...growth, turnTokens: [...growth.turnTokens, contextTokens].slice(-RECENT_TURNS - 1) };
}

export function burnRate({ calls, turnTokens }: Growth, availableTokens: number): BurnRate {
  const perTurn = medianGrowth(turnTokens, LEAST_TURNS);
  const perCall = medianGrowth(
    calls.map((call) => call.contextTokens),
    LEAST_CALLS,
  );
  return {
    burnTokensPerTurn: perTurn,
    turnsLeft: perTurn === undefined ? undefined : Math.floor(availableTokens / perTurn),
    burnTokensPerCall: perCall,
    callsLeft: perCall === undefined ? undefined : Math.floor(availableTokens / perCall),
    minutesLeft: minutesLeft(calls, availableTokens),
  };
}

function medianGrowth(tokens: readonly number[], least: number): number | undefined {
  const growths = tokens.slice(1).map((after, index) => after - (tokens[index] ?? after));
  if (growths.length < least) return undefined;
  const median = lowerMedian(growths);
  return median !== undefined && median > 0 ? median : undefined;
}

function minutesLeft(calls: readonly Call[], availableTokens: number): number | undefined {
  const [first, last] = [calls[0], calls.at(-1)];
  if (!first || !last || calls.length <= LEAST_CALLS) return undefined;
  const minutes = (last.activeMs - first.activeMs) / MINUTE_MS;
  const grownTokens = last.contextTokens - first.contextTokens;
  if (minutes < 1 || grownTokens <= 0) return undefined;
  return Math.floor((availableTokens * minutes) / grownTokens);
}
