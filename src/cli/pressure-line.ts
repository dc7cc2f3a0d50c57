import type { ContextLimit } from '../monitor/limit.ts';
import type { MonitorStatus } from '../monitor/session-monitor.ts';
import type { PressureOptions } from '../recovery/update-facts.ts';
import { grouped } from './words.ts';
import type { Workspace } from './workspace.ts';

/** What the settings say of the pressure, for every command that measures it. */
export function pressureOptions({ config }: Workspace): PressureOptions {
  const { threshold, limit_tokens } = config.settings;
  return { threshold, ...(limit_tokens > 0 && { limitTokens: limit_tokens }) };
}

/** How full a context is, in one line. */
export function pressureLine(status: MonitorStatus): string {
  const { usedTokens, fraction, level, limit, justCompacted, estimated } = status;
  const of = `of ${grouped(limit.limitTokens)} tokens`;
  if (justCompacted) return `just compacted; how much is left shows with the agent's next answer (${of})`;
  if (usedTokens === undefined || fraction === undefined) return `not recorded by this agent (${of})`;
  const about = estimated ? 'about ' : '';
  return `${about}${Math.round(fraction * 100)}% ${of} (${level})`;
}

const WINDOW_SOURCES: Record<ContextLimit['windowSource'], string> = {
  host: 'says the agent',
  setting: 'your setting',
  transcript: 'recorded in the transcript',
  table: 'known for the model',
  evidence: 'seen in this session',
  assumed: 'assumed: the model is not known',
};

/** What the limit is made of: the window, where the agent compacts, the user's own limit where that is the least. */
export function limitRows(limit: ContextLimit): [name: string, value: string][] {
  const { limitTokens, windowTokens, windowSource, compactionPointTokens, compactionSource } = limit;
  const rows: [string, string][] = [
    ['window', `${grouped(windowTokens)} tokens, ${WINDOW_SOURCES[windowSource]}`],
  ];
  if (compactionPointTokens !== undefined) {
    const how =
      compactionSource === 'learnt' ? 'as it did before in this session' : "by the agent's own rule";
    rows.push(['compacts', `near ${grouped(compactionPointTokens)} tokens, ${how}`]);
  }
  if (limitTokens < Math.min(windowTokens, compactionPointTokens ?? Infinity))
    rows.push(['limit', `${grouped(limitTokens)} tokens, your setting limit_tokens`]);
  return rows;
}
