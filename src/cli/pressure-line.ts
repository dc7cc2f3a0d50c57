import type { MonitorStatus } from '../monitor/session-monitor.ts';
import { grouped } from './words.ts';

/** How full a context is, in one line. */
export function pressureLine(status: MonitorStatus): string {
  const { usedTokens, fraction, level, limit, justCompacted, estimated } = status;
  const of = `of ${grouped(limit.limitTokens)} tokens`;
  if (justCompacted) return `just compacted; how much is left shows with the agent's next answer (${of})`;
  if (usedTokens === undefined || fraction === undefined) return `not recorded by this agent (${of})`;
  const about = estimated ? 'about ' : '';
  return `${about}${Math.round(fraction * 100)}% ${of} (${level})`;
}
