import { statSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import { listManifests, readEvidence } from '../manifest/files.ts';
import type { TranscriptFile } from '../source/contract.ts';
import { isPassingPath } from '../source/open.ts';
import { sourceByAgent } from '../source/registry.ts';
import type { ProjectHome } from '../store/home.ts';
import type { RecoveryAgent } from './recovery-agent.ts';
import { sessionsHere, type Place, type SelectedSession } from './select-session.ts';

/** Sessions that are looked at, newest first: the one that asks is often the newest, and has nothing in it yet. */
const MAX_LOOKED_AT = 5;

/** Manifests that are looked through for one of a certain session, newest first. */
const MAX_MANIFESTS = 50;

export interface PrepareIfStaleOptions {
  agent: RecoveryAgent;
  home: ProjectHome;
  /** Whether a manifest can be used: it is whole and signed by this home. */
  isUsable: (manifestPath: string) => boolean;
  onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/**
 * Prepares the newest session with something in it, unless its manifest is there and nothing was added since. The
 * session that asks is passed over: it has run `recovery bootstrap`, or has not begun. Resolves to the path of the new manifest.
 */
export async function prepareIfStale(
  options: PrepareIfStaleOptions & { place: Place },
): Promise<string | undefined> {
  const { agent, place, home, isUsable, onProgress } = options;
  const [newest] = listManifests(home);
  for (const transcript of sessionsHere(place, { limit: MAX_LOOKED_AT })) {
    if (newest !== undefined && isMadeFrom(newest, options, transcript) && isUsable(newest)) return undefined;
    const source = sourceByAgent(transcript.agent);
    try {
      return (
        await agent.prepare({ source, transcript, unlessAsking: true, ...(onProgress && { onProgress }) })
      ).path;
    } catch (error) {
      if (!(error instanceof RecoveryError && error.code === 'transcript-empty')) throw error;
    }
  }
  return undefined;
}

/** Resolves to the manifest of this session; prepares it when there is none, or the session went on since. */
export async function preparedManifest(
  session: SelectedSession,
  { agent, home, isUsable, onProgress }: PrepareIfStaleOptions,
): Promise<string> {
  const known = listManifests(home)
    .slice(0, MAX_MANIFESTS)
    .find((path) => isMadeFrom(path, { agent, home }, session.transcript) && isUsable(path));
  return known ?? (await agent.prepare({ ...session, ...(onProgress && { onProgress }) })).path;
}

/** Whether a manifest was made from this transcript, read to its end, and without every secret that is known by now. */
function isMadeFrom(
  manifestPath: string,
  { agent, home }: Pick<PrepareIfStaleOptions, 'agent' | 'home'>,
  { path }: TranscriptFile,
): boolean {
  const id = /(RECOVERY-[\d-]+)\.json$/.exec(manifestPath)?.[1];
  const evidence = id === undefined ? undefined : readEvidence(home, id);
  if (evidence?.transcript.path !== path || isPassingPath(path)) return false;
  return statSync(path).size <= evidence.transcript.readBytes && agent.isClean(evidence);
}
