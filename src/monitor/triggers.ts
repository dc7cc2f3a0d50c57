import type { TriggerName, TriggerState } from './contract.ts';

export const NO_TRIGGERS: TriggerState = { spent: [], pending: [] };

/** The state after `trigger` fired; undefined when it has fired already and nothing has changed since. */
export function fired(state: TriggerState, trigger: TriggerName): TriggerState | undefined {
  if (state.spent.includes(trigger)) return undefined;
  return {
    ...state,
    spent: repeats.has(trigger) ? state.spent : [...state.spent, trigger],
    pending: [...without(state.pending, [trigger]), trigger],
  };
}

/** Their callers decide how often they fire: by a clock. */
const repeats: ReadonlySet<TriggerName> = new Set(['active-time', 'request']);

/** The pressure has gone: it may fire again, and there is no reason to prepare for it any more. */
export function pressureGone(state: TriggerState): TriggerState {
  return withoutTriggers(state, ['pressure']);
}

/** The agent has compacted: what was to be done before it, is too late. */
export function compacted(state: TriggerState): TriggerState {
  return withoutTriggers(state, ['pressure', 'compaction']);
}

/** The session went on: its end was none, and a compaction that was announced did not come. */
export function wentOn(state: TriggerState): TriggerState {
  return withoutTriggers(state, ['session-end', 'compaction']);
}

function withoutTriggers(state: TriggerState, names: readonly TriggerName[]): TriggerState {
  if (!names.some((name) => state.spent.includes(name) || state.pending.includes(name))) return state;
  return { ...state, spent: without(state.spent, names), pending: without(state.pending, names) };
}

function without(list: readonly TriggerName[], names: readonly TriggerName[]): TriggerName[] {
  return list.filter((name) => !names.includes(name));
}
