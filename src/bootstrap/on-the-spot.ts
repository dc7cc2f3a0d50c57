import { RecoveryError } from '../errors.ts';
import { inspectManifest, loadNewest, type LoadedManifest, type LoadResult, type Trust } from './load.ts';

/**
 * Brings the manifest of the project's newest session up to date: `prepareIfStale`. Resolves to its path, or to undefined
 * when nothing is new or no agent has worked here.
 */
export type Prepare = () => Promise<string | undefined>;

export interface PreparedLoad {
  load: LoadResult;
  /** The manifest was made just now. */
  prepared: boolean;
  warnings: string[];
}

/**
 * Makes sure that the manifest is not older than the transcript: prepares where there is none that can be used, or
 * where the session went on. When that fails, what was loaded stands, with a warning.
 */
export async function prepareOnTheSpot(
  load: LoadResult,
  trust: Trust,
  prepare: Prepare | undefined,
): Promise<PreparedLoad> {
  const unchanged: PreparedLoad = { load, prepared: false, warnings: [] };
  if (!prepare) return unchanged;
  let path: string | undefined;
  try {
    path = await prepare();
  } catch (error) {
    if (!(error instanceof RecoveryError)) throw error;
    return { ...unchanged, warnings: [`Preparing from the transcript failed: ${error.message}`] };
  }
  if (path === undefined) return unchanged;
  const newest = loadNewest(trust);
  if (newest.loaded) return { load: newest, prepared: isOther(newest.loaded, load.loaded), warnings: [] };
  // A refused file that names itself newer must not hide the manifest that was made just now.
  const made = inspectManifest(path, trust);
  if ('reason' in made) return { ...unchanged, load: newest };
  return { load: { loaded: made, refused: newest.refused }, prepared: true, warnings: [] };
}

/** A manifest that was made again without anything new is the same, to the byte. */
function isOther(one: LoadedManifest, other: LoadedManifest | undefined): boolean {
  return one.manifest.session_metadata.sig !== other?.manifest.session_metadata.sig;
}
