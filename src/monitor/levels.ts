/** How full the context is: below 60 %, below 80 %, below 90 %, and from there on. */
export type PressureLevel = 'NORMAL' | 'ELEVATED' | 'CRITICAL' | 'EMERGENCY';

/** The level of a fraction of the limit. Above 1 is possible: hosts let a context overshoot. */
export function pressureLevel(fraction: number): PressureLevel {
  if (fraction < 0.6) return 'NORMAL';
  if (fraction < 0.8) return 'ELEVATED';
  return fraction < 0.9 ? 'CRITICAL' : 'EMERGENCY';
}
