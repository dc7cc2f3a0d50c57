import { basename } from 'node:path';
import { closeSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import type { Source, TranscriptFile } from '../source/contract.ts';
import { findSessions } from '../source/locate.ts';
import { openRegularFile } from '../source/open.ts';
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

export interface SelectedSession {
  source: Source;
  transcript: TranscriptFile;
  /** The user named the file: links are followed. */
  named: boolean;
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

/** The newest session here, or the one with this id, wherever it worked. Throws `no-session`, `ambiguous-session`. */
export function selectSession(place: Place, wanted: { nativeId?: string | undefined } = {}): SelectedSession {
  if (wanted.nativeId !== undefined) return sessionById(place, wanted.nativeId);
  const found = sessionsHere(place, { limit: 20 });
  const [newest] = found;
  if (!newest) {
    throw new RecoveryError(
      'no-session',
      `No agent has worked in ${place.project.root}, as far as its transcripts tell.`,
      {
        hint: 'Run this where the agent worked, name a file with --transcript, or see `recovery sessions --all`.',
      },
    );
  }
  const others = found.filter(
    (file, index) =>
      file.agent !== newest.agent && found.findIndex(({ agent }) => agent === file.agent) === index,
  );
  return { source: sourceByAgent(newest.agent), transcript: newest, named: false, others };
}

function sessionById(place: Place, nativeId: string): SelectedSession {
  const { homeDirectory, environment, agents } = place;
  const [found, ...more] = findSessions({ homeDirectory, environment, agents, nativeId, limit: 2 });
  if (!found) {
    throw new RecoveryError(
      'no-session',
      `There is no session with the id ${JSON.stringify(nativeId.slice(0, 80))}.`,
      {
        hint: '`recovery sessions --all` lists the ids.',
      },
    );
  }
  if (more.length > 0 && more[0]?.agent !== found.agent) {
    throw new RecoveryError(
      'ambiguous-session',
      `More than one agent has a session with the id ${nativeId}.`,
      {
        hint: 'Say which with --agent.',
      },
    );
  }
  return { source: sourceByAgent(found.agent), transcript: found, named: false, others: [] };
}

/** A transcript that the user named; its agent is told from its first bytes unless it is given. Throws `transcript-unreadable`. */
export function namedTranscript(path: string, agent?: string): SelectedSession {
  const { fd, stats } = openRegularFile(path, { followLink: true });
  closeSync(fd);
  const source = agent === undefined ? sourceOfFile(path) : sourceByAgent(agent);
  if (!source) {
    throw new RecoveryError('transcript-unreadable', `${path} is in no format that is known.`, {
      hint: 'Name a transcript, a JSON list of messages or a log; --agent NAME says which it is when it cannot be told.',
    });
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
  return { source, transcript, named: true, others: [] };
}
