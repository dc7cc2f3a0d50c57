import { statSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import { listManifests, readEvidence } from '../manifest/files.ts';
import type { TranscriptFile } from '../source/contract.ts';
import { sourceByAgent } from '../source/registry.ts';
import type { ProjectHome } from '../store/home.ts';
import type { RecoveryAgent } from './recovery-agent.ts';
import { sessionsHere, type Place } from './select-session.ts';

/** Sessions that are looked at, newest first: the one that asks is often the newest, and has nothing in it yet. */
const MAX_LOOKED_AT = 5;

/**
 * Prepares the newest session with something in it, unless its manifest is there and nothing was added since. The
 * session that asks is passed over: it has run `recovery bootstrap`, or has not begun. Resolves to the path of the new manifest.
 */
export async function prepareIfStale(options: {
  agent: RecoveryAgent;
  place: Place;
  home: ProjectHome;
  /** Whether a manifest can be used: it is whole and signed by this home. */
  isUsable: (manifestPath: string) => boolean;
  onProgress?: (doneBytes: number, totalBytes: number) => void;
}): Promise<string | undefined> {
  const { agent, place, home, isUsable, onProgress } = options;
  const [newest] = listManifests(home);
  for (const transcript of sessionsHere(place, { limit: MAX_LOOKED_AT })) {
    if (newest !== undefined && isMadeFrom(newest, home, transcript) && isUsable(newest)) return undefined;
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

/** Whether a manifest was made from this transcript, read to its end. */
function isMadeFrom(manifestPath: string, home: ProjectHome, { path }: TranscriptFile): boolean {
  const id = /(RECOVERY-[\d-]+)\.json$/.exec(manifestPath)?.[1];
  const transcript = id === undefined ? undefined : readEvidence(home, id)?.transcript;
  return transcript?.path === path && statSync(path).size <= transcript.readBytes;
}
