/** Time in which somebody worked. JSON. */
export interface ActiveTime {
  /** Over the whole session, milliseconds. */
  activeMs: number;
  /** Since the last preparation, or since the active-time trigger fired, milliseconds. */
  unpreparedMs: number;
  /** When the newest event happened, milliseconds since the epoch. */
  lastMs?: number | undefined;
}

export const NO_ACTIVE_TIME: ActiveTime = { activeMs: 0, unpreparedMs: 0 };

/** Adds the time up to an event at `atMs`; a gap longer than `idleGapMs` was a break, and time never runs back. */
export function withEventAt(time: ActiveTime, atMs: number, idleGapMs: number): ActiveTime {
  const { lastMs = atMs } = time;
  const gapMs = atMs - lastMs;
  const workedMs = gapMs > 0 && gapMs <= idleGapMs ? gapMs : 0;
  return {
    activeMs: time.activeMs + workedMs,
    unpreparedMs: time.unpreparedMs + workedMs,
    lastMs: Math.max(lastMs, atMs),
  };
}
