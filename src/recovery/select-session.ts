import { basename } from 'node:path';
import { closeSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import type { Source, TranscriptFile } from '../source/contract.ts';
import { findSessions } from '../source/locate.ts';
import { openRegularFile, transcriptName } from '../source/open.ts';
import { sourceByAgent, sourceOfFile } from '../source/registry.ts';
import { workTrees, type Project } from '../store/project.ts';

export interface Place {
  project: Project;
  /** The directory in question, when it lies outside a repository or below its root. */
  directory: string;
  homeDirectory: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Agents to look at; empty: all. */
  agents: readonly string[];
}

/** Shorter beginnings of an id are guesses. */
const MIN_PREFIX_LENGTH = 6;
/** Sessions of all agents, newest first, among which a beginning of an id is looked for. */
const MAX_SEARCHED = 1000;
/** Sessions that an error lists. */
const MAX_NAMED = 5;

export interface SelectedSession {
  source: Source;
  transcript: TranscriptFile;
  /** The user named the file: a link is followed. */
  followLink: boolean;
  /** The newest session of each other agent in the same place. */
  others: TranscriptFile[];
}

/** Sessions that worked in the project or one of its work trees, newest first. */
export function sessionsHere(
  place: Place,
  options: { limit: number; nativeId?: string | undefined },
): TranscriptFile[] {
  const directories = [...new Set([...workTrees(place.project), place.directory])];
  return findSessions({ ...place, directories, ...options });
}

/** The newest session here, or the one with this id, wherever it worked. An id may be cut to what no other begins with. Throws `no-session`, `ambiguous-session`. */
export function selectSession(place: Place, wanted: { nativeId?: string | undefined } = {}): SelectedSession {
  if (wanted.nativeId !== undefined) return sessionById(place, wanted.nativeId);
  const found = sessionsHere(place, { limit: 20 });
  const [newest] = found;
  if (!newest) throw noneHere(place);
  const others = found.filter(
    (file, index) =>
      file.agent !== newest.agent && found.findIndex(({ agent }) => agent === file.agent) === index,
  );
  return { source: sourceByAgent(newest.agent), transcript: newest, followLink: false, others };
}

function noneHere(place: Place): RecoveryError {
  const { agents, project } = place;
  const hidden = agents.length > 0 ? sessionsHere({ ...place, agents: [] }, { limit: 1 })[0] : undefined;
  if (hidden) {
    return new RecoveryError(
      'no-session',
      `In ${project.root} only sessions of agents that are left out were found, of ${hidden.agent} for one; looked for: ${agents.join(', ')}.`,
      {
        hint: `The setting \`agents\` or --agent says so (\`recovery config\` shows where the setting comes from); --agent ${hidden.agent} takes it.`,
      },
    );
  }
  return new RecoveryError(
    'no-session',
    `No agent has worked in ${project.root}, as far as its transcripts tell.`,
    {
      hint: 'Run this where the agent worked, name a file with --transcript, or see `recovery sessions --all`.',
    },
  );
}

/** The id itself, or what only one id begins with. */
function sessionById(place: Place, nativeId: string): SelectedSession {
  const { homeDirectory, environment, agents } = place;
  const everywhere = { homeDirectory, environment, agents };
  const exact = findSessions({ ...everywhere, nativeId, limit: 2 });
  const candidates = exact.length > 0 ? exact : sessionsBeginningWith(nativeId, everywhere);
  const [found] = candidates;
  if (!found) {
    throw new RecoveryError(
      'no-session',
      `There is no session with the id ${JSON.stringify(nativeId.slice(0, 80))}.`,
      {
        hint: `\`recovery sessions --all\` lists the ids; ${MIN_PREFIX_LENGTH} characters are enough where no other begins with them.`,
      },
    );
  }
  const names = new Set(candidates.map((file) => `${file.nativeId} (${file.agent})`));
  if (names.size > 1) {
    const which = exact.length > 0 ? 'have' : 'begin with';
    throw new RecoveryError(
      'ambiguous-session',
      `${names.size} sessions ${which} the id ${nativeId}: ${[...names].slice(0, MAX_NAMED).join(', ')}${names.size > MAX_NAMED ? ' …' : ''}.`,
      { hint: 'Give more of the id with --session, or the agent with --agent.' },
    );
  }
  return { source: sourceByAgent(found.agent), transcript: found, followLink: false, others: [] };
}

function sessionsBeginningWith(
  prefix: string,
  everywhere: Pick<Place, 'homeDirectory' | 'environment' | 'agents'>,
): TranscriptFile[] {
  if (prefix.length < MIN_PREFIX_LENGTH) return [];
  const all = findSessions({ ...everywhere, limit: MAX_SEARCHED });
  return all.filter(({ nativeId }) => nativeId.startsWith(prefix));
}

/** A transcript that the user named; its agent is told from its first bytes unless it is given. Throws `transcript-unreadable`, `transcript-empty`. */
export function namedTranscript(path: string, agent?: string): SelectedSession {
  const { fd, stats } = openRegularFile(path, { followLink: true });
  closeSync(fd);
  const source = agent === undefined ? sourceOfFile(path) : sourceByAgent(agent);
  if (!source) {
    if (stats.size === 0) throw emptyTranscript(path);
    throw new RecoveryError(
      'transcript-unreadable',
      `${transcriptName(path)} is in no format that is known.`,
      {
        hint: 'Name a transcript, a JSON list of messages or a log; --agent NAME says which it is when it cannot be told.',
      },
    );
  }
  const nativeId = basename(path).replace(/\.(?:jsonl?|txt|log|md)$/, '') || 'transcript';
  const transcript = {
    agent: source.agent,
    path,
    nativeId,
    sizeBytes: stats.size,
    modifiedMs: stats.mtimeMs,
    cwd: undefined,
  };
  return { source, transcript, followLink: true, others: [] };
}

export function emptyTranscript(path: string): RecoveryError {
  return new RecoveryError('transcript-empty', `${transcriptName(path)} is empty.`, {
    hint: 'Its agent has not written anything yet; `recovery sessions` lists other sessions.',
  });
}
