import type { MonitorStatus } from '../../monitor/session-monitor.ts';
import { readTailStatus } from '../../monitor/tail-status.ts';
import { defineCommand } from '../command.ts';
import { pressureLine } from '../pressure-line.ts';
import { printable } from '../printable.ts';
import { chosenSession, SESSION_OPTIONS } from '../session-options.ts';
import { ago, bytes, table, grouped } from '../words.ts';
import { openWorkspace } from '../workspace.ts';

export const status = defineCommand({
  name: 'status',
  summary: "Show how full the newest session's context is",
  details:
    "Reads only the end of the transcript. The limit is the model's window or the point where the agent compacts by\n" +
    'itself, whichever comes first. Exits with 1 when it is time to prepare a recovery.',
  options: SESSION_OPTIONS,
  examples: ['recovery status', 'recovery status --json'],
  async run({ options, context }) {
    const workspace = await openWorkspace(context, options);
    const { source, transcript, named } = chosenSession(workspace, options, context);
    const { threshold, limit_tokens } = workspace.config.settings;
    const monitored = readTailStatus({
      path: transcript.path,
      source,
      followLink: named,
      threshold,
      ...(limit_tokens > 0 && { limitTokens: limit_tokens }),
    });
    if (options.json) {
      const { agent, nativeId, path, sizeBytes, modifiedMs } = transcript;
      context.print(
        `${JSON.stringify({ agent, session: nativeId, path, sizeBytes, modifiedMs, ...monitored })}\n`,
      );
    } else {
      const { nativeId, sizeBytes, modifiedMs } = transcript;
      context.print(
        printable(
          `${source.label} session ${nativeId}, ${bytes(sizeBytes)}, ${ago(modifiedMs, context.now())}\n`,
        ),
      );
      context.print(table(rows(monitored)));
    }
    return monitored.shouldPrepare ? 1 : 0;
  },
});

const WINDOW_SOURCES: Record<MonitorStatus['limit']['windowSource'], string> = {
  host: 'says the agent',
  setting: 'your setting',
  transcript: 'recorded in the transcript',
  table: 'known for the model',
  evidence: 'seen in this session',
  assumed: 'assumed: the model is not known',
};

function rows({ limit, burnTokensPerTurn, turnsLeft, shouldPrepare, ...status }: MonitorStatus): string[][] {
  const found = [['  context', pressureLine({ limit, shouldPrepare, ...status })]];
  found.push(['  window', `${grouped(limit.windowTokens)} tokens, ${WINDOW_SOURCES[limit.windowSource]}`]);
  if (limit.compactionPointTokens !== undefined) {
    const how =
      limit.compactionSource === 'learnt' ? 'as it did before in this session' : "by the agent's own rule";
    found.push(['  compacts', `near ${grouped(limit.compactionPointTokens)} tokens, ${how}`]);
  }
  if (burnTokensPerTurn !== undefined) {
    const left = turnsLeft === undefined ? '' : `, about ${Math.floor(turnsLeft)} turns left`;
    found.push(['  growth', `${grouped(Math.round(burnTokensPerTurn))} tokens a turn${left}`]);
  }
  if (shouldPrepare) found.push(['  advice', 'run `recovery prepare` now']);
  return found;
}
