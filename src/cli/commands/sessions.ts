import { sessionsHere } from '../../recovery/select-session.ts';
import { sessionTitle } from '../../recovery/session-title.ts';
import type { Redactor } from '../../redact/redactor.ts';
import type { TranscriptFile } from '../../source/contract.ts';
import { visibleLine } from '../../session/visible-text.ts';
import { findSessions } from '../../source/locate.ts';
import { defineCommand } from '../command.ts';
import { placeOf, SESSION_OPTIONS } from '../session-options.ts';
import { ago, bytes, plural, table } from '../words.ts';
import { wholeNumber } from '../whole-number.ts';
import { openWorkspace } from '../workspace.ts';
import { workspaceRedactor } from '../workspace-redactor.ts';

const DEFAULT_LIMIT = 20;
/** The beginning of each session is read to know where it worked, so that counting them all has an end. */
const MAX_COUNTED = 500;
const TITLE_CHARS = 60;
/** A first prompt can be long; what is shown of it needs its context only, to tell a secret. */
const MAX_REDACTED_CHARS = 4000;

export const sessions = defineCommand({
  details:
    'Newest first, each with its title or first prompt where its beginning tells; the work trees of a repository count as one\n' +
    'place. Exits with 1 when there is none.',
  options: {
    all: { type: 'boolean', description: 'of every directory' },
    agent: SESSION_OPTIONS.agent,
    limit: { type: 'string', value: 'N', description: `show at most N (default ${DEFAULT_LIMIT})` },
  },
  examples: ['recovery sessions', 'recovery sessions --all --agent codex'],
  async run({ options, context }) {
    const workspace = await openWorkspace(context, options);
    const place = placeOf(workspace, options.agent);
    const limit = wholeNumber('--limit', options.limit, {
      value: DEFAULT_LIMIT,
      means: `to see the newest ${DEFAULT_LIMIT}`,
    });
    const counted = Math.max(limit, MAX_COUNTED);
    const all = options.all
      ? findSessions({ ...place, directories: undefined, limit: counted })
      : sessionsHere(place, { limit: counted });
    const redactor = workspaceRedactor(workspace);
    const found = all.slice(0, limit).map((file) => ({ ...file, title: titleOf(file, redactor) }));
    const more = all.length - found.length;
    if (options.json) context.print(`${JSON.stringify({ sessions: found, more })}\n`);
    else if (found.length > 0) {
      context.print(table(found.map((session) => row(session, context.now()))));
      if (more > 0) context.note(moreLine(found.length, all.length, { all: options.all ?? false }));
    } else
      context.print(
        `No session ${options.all ? 'on this machine' : `in ${place.project.root}; --all looks everywhere`}.\n`,
      );
    return found.length > 0 ? 0 : 1;
  },
});

function titleOf(file: TranscriptFile, redactor: Redactor): string | undefined {
  const title = sessionTitle(file);
  if (title === undefined) return undefined;
  const clean = visibleLine(redactor.redact(title.slice(0, MAX_REDACTED_CHARS)));
  return clean.length > TITLE_CHARS ? `${clean.slice(0, TITLE_CHARS - 1).trimEnd()}…` : clean;
}

function row(session: TranscriptFile & { title: string | undefined }, now: Date): string[] {
  const { agent, nativeId, modifiedMs, sizeBytes, title, cwd } = session;
  return [agent, nativeId, ago(modifiedMs, now), bytes(sizeBytes), cwd ?? '-', title ?? ''];
}

/** On stderr, so that each line of the output stays a session. */
function moreLine(shown: number, total: number, { all }: { all: boolean }): string {
  const atLeast = total >= MAX_COUNTED ? 'at least ' : '';
  const command = `recovery sessions${all ? ' --all' : ''} --limit ${total}`;
  return `recovery: ${atLeast}${plural(total - shown, 'older session')} not shown; \`${command}\` shows more.\n`;
}
