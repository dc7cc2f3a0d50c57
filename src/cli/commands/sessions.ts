import { RecoveryError } from '../../errors.ts';
import { sessionsHere } from '../../recovery/select-session.ts';
import { findSessions } from '../../source/locate.ts';
import { defineCommand } from '../command.ts';
import { printable } from '../printable.ts';
import { placeOf, SESSION_OPTIONS } from '../session-options.ts';
import { ago, bytes, table } from '../words.ts';
import { openWorkspace } from '../workspace.ts';

const DEFAULT_LIMIT = 20;

export const sessions = defineCommand({
  name: 'sessions',
  summary: 'List the sessions of this directory, of every agent',
  details:
    'Newest first; the work trees of a repository count as one place. Exits with 1 when there is none.',
  options: {
    all: { type: 'boolean', description: 'of every directory' },
    agent: SESSION_OPTIONS.agent,
    limit: { type: 'string', value: 'N', description: `show at most N (default ${DEFAULT_LIMIT})` },
  },
  examples: ['recovery sessions', 'recovery sessions --all --agent codex'],
  async run({ options, context }) {
    const place = placeOf(await openWorkspace(context, options), options.agent);
    const limit = count(options.limit);
    const found = options.all
      ? findSessions({ ...place, directories: undefined, limit })
      : sessionsHere(place, { limit });
    if (options.json) context.print(`${JSON.stringify({ sessions: found })}\n`);
    else if (found.length > 0) {
      const now = context.now();
      const rows = found.map(({ agent, nativeId, modifiedMs, sizeBytes, cwd }) => [
        agent,
        nativeId,
        ago(modifiedMs, now),
        bytes(sizeBytes),
        cwd ?? '-',
      ]);
      context.print(printable(table(rows)));
    } else
      context.print(
        `No session ${options.all ? 'on this machine' : `in ${place.project.root}; --all looks everywhere`}.\n`,
      );
    return found.length > 0 ? 0 : 1;
  },
});

function count(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new RecoveryError('usage', `--limit takes a whole number above 0, not ${JSON.stringify(text)}.`);
}
