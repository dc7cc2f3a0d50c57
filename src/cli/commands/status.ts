import type { MonitorStatus } from '../../monitor/session-monitor.ts';
import { readTailStatus } from '../../monitor/tail-status.ts';
import { defineCommand } from '../command.ts';
import { limitRows, pressureLine, pressureOptions } from '../pressure-line.ts';
import { chosenSession, SESSION_OPTIONS } from '../session-options.ts';
import { ago, bytes, grouped, table } from '../words.ts';
import { openWorkspace } from '../workspace.ts';

export const status = defineCommand({
  details:
    "Reads only the end of the transcript. The limit is the model's window or the point where the agent compacts by\n" +
    'itself, whichever comes first. Exits with 1 when it is time to prepare a recovery, or no session is here.',
  options: SESSION_OPTIONS,
  examples: ['recovery status', 'recovery status --json'],
  async run({ options, context }) {
    const workspace = await openWorkspace(context, options);
    const { source, transcript, followLink } = chosenSession(workspace, options, context);
    const monitored = readTailStatus({
      path: transcript.path,
      source,
      followLink,
      ...pressureOptions(workspace),
    });
    if (options.json) {
      const { agent, nativeId, path, sizeBytes, modifiedMs } = transcript;
      context.print(
        `${JSON.stringify({ agent, session: nativeId, path, sizeBytes, modifiedMs, ...monitored })}\n`,
      );
    } else {
      const { nativeId, sizeBytes, modifiedMs } = transcript;
      context.print(
        `${source.label} session ${nativeId}, ${bytes(sizeBytes)}, ${ago(modifiedMs, context.now())}\n`,
      );
      context.print(table(rows(monitored)));
    }
    return monitored.shouldPrepare ? 1 : 0;
  },
});

function rows({ limit, burnTokensPerTurn, turnsLeft, shouldPrepare, ...status }: MonitorStatus): string[][] {
  const found = [['  context', pressureLine({ limit, shouldPrepare, ...status })]];
  found.push(...limitRows(limit).map(([name, value]) => [`  ${name}`, value]));
  if (burnTokensPerTurn !== undefined) {
    const left = turnsLeft === undefined ? '' : `, about ${Math.floor(turnsLeft)} turns left`;
    found.push(['  growth', `${grouped(Math.round(burnTokensPerTurn))} tokens a turn${left}`]);
  }
  if (shouldPrepare) found.push(['  advice', 'run `recovery prepare` now']);
  return found;
}
