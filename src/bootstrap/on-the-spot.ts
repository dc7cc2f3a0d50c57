import { RecoveryError } from '../errors.ts';
import type { Evidence } from '../manifest/evidence.ts';
import { inspectManifest, loadNewest, type LoadResult, type Trust } from './load.ts';

export interface Preparation {
  /** Prepares the project's newest session; resolves to the manifest's path, or to undefined when there is none. */
  prepare?: (() => Promise<string | undefined>) | undefined;
  /** Whether the project's transcripts hold more than the manifest was made from. */
  isStale?: ((evidence: Evidence | undefined) => boolean | Promise<boolean>) | undefined;
}

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
  ways: Preparation,
): Promise<PreparedLoad> {
  const unchanged: PreparedLoad = { load, prepared: false, warnings: [] };
  const needed = !load.loaded || (await ways.isStale?.(load.loaded.evidence));
  if (!needed || !ways.prepare) return unchanged;
  let path: string | undefined;
  try {
    path = await ways.prepare();
  } catch (error) {
    if (!(error instanceof RecoveryError)) throw error;
    return { ...unchanged, warnings: [`Preparing from the transcript failed: ${error.message}`] };
  }
  if (path === undefined) return unchanged;
  const newest = loadNewest(trust);
  if (newest.loaded) return { load: newest, prepared: true, warnings: [] };
  // A refused file that names itself newer must not hide the manifest that was made just now.
  const made = inspectManifest(path, trust);
  if ('reason' in made) return { ...unchanged, load: newest };
  return { load: { loaded: made, refused: newest.refused }, prepared: true, warnings: [] };
}
