import { resolve } from 'node:path';
import { RecoveryError } from '../errors.ts';
import {
  namedTranscript,
  selectSession,
  type Place,
  type SelectedSession,
} from '../recovery/select-session.ts';
import { sourceByAgent, sources } from '../source/registry.ts';
import type { Context, OptionSpecs } from './command.ts';
import { standardInputCopy } from './standard-input.ts';
import type { Workspace } from './workspace.ts';

/** How a session is named on the command line. */
export const SESSION_OPTIONS = {
  transcript: { type: 'string', value: 'FILE', description: 'read this transcript; - is standard input' },
  session: {
    type: 'string',
    value: 'ID',
    description: "the session with this id (the agent's own), or the only one that begins so",
  },
  agent: {
    type: 'string',
    value: 'NAME',
    description: `look only at this agent: ${sources.map(({ agent }) => agent).join(', ')}`,
  },
} as const satisfies OptionSpecs;

export interface SessionOptions {
  transcript?: string;
  session?: string;
  agent?: string;
}

export function placeOf({ project, directory, config }: Workspace, agent?: string): Place {
  const { homeDirectory, environment, settings } = config;
  const agents = agent === undefined ? settings.agents : [agent];
  for (const name of agents) sourceByAgent(name); // a name that is not known would just find nothing
  return { project, directory, homeDirectory, environment, agents };
}

/** The session that the options name, or the newest here. What was chosen among several agents is said on stderr. */
export function chosenSession(
  workspace: Workspace,
  options: SessionOptions,
  context: Context,
): SelectedSession {
  if (options.transcript !== undefined && options.session !== undefined) {
    throw new RecoveryError('usage', 'Give --transcript or --session, not both.', {
      hint: 'Each of them names one session.',
    });
  }
  if (options.transcript === '-') return standardInput(options.agent, context);
  if (options.transcript !== undefined)
    return namedTranscript(resolve(context.cwd, options.transcript), options.agent);
  const selected = selectSession(placeOf(workspace, options.agent), { nativeId: options.session });
  const { source, others } = selected;
  if (others.length > 0) {
    const names = others.map(({ agent }) => agent).join(', ');
    context.note(
      `recovery: using the ${source.label} session, the newest here; ${names} worked here too (--agent NAME).\n`,
    );
  }
  return selected;
}

function standardInput(agent: string | undefined, context: Context): SelectedSession {
  if (context.stdinIsTerminal) {
    throw new RecoveryError('usage', '--transcript - reads standard input, which is a terminal here.', {
      hint: 'Pipe a transcript into it, or name a file.',
    });
  }
  const selected = namedTranscript(standardInputCopy(), agent);
  return { ...selected, transcript: { ...selected.transcript, nativeId: 'stdin' } };
}
