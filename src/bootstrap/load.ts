import { statSync, type Stats } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import { canonicalJson } from '../manifest/canonical.ts';
import type { Evidence } from '../manifest/evidence.ts';
import { listManifests, readEvidence } from '../manifest/files.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { MANIFEST_LIMIT_BYTES } from '../manifest/limit.ts';
import type { Manifest } from '../manifest/schema.ts';
import { verifySignature } from '../manifest/sign.ts';
import type { ProjectHome } from '../store/home.ts';
import { readText } from '../store/read-text.ts';

/** A heap of damaged files must not make the search endless. */
const MAX_INSPECTED = 50;
/** A manifest with white space around it: an editor's line end, or pretty printing. */
const MAX_FILE_BYTES = MANIFEST_LIMIT_BYTES * 4;

export interface LoadedManifest {
  manifest: Manifest;
  path: string;
  /** What it was made from; undefined when the home does not have it. */
  evidence: Evidence | undefined;
  /** Set for a manifest that the user named although nothing vouches for it: why, in one sentence. */
  foreign?: string;
}

export interface RefusedManifest {
  path: string;
  reason: 'damaged' | 'unsigned' | 'foreign-signature' | 'other-project';
  /** One sentence for people. */
  detail: string;
}

export interface LoadResult {
  loaded?: LoadedManifest;
  /** Newer than anything usable, and why they are not used. */
  refused: RefusedManifest[];
  /** The newest good manifest behind refused ones; used only when the user asks for it. */
  offered?: LoadedManifest;
}

/** Whose manifests are trusted. */
export interface Trust {
  home: ProjectHome;
  projectId: string;
  key: Buffer;
}

/** The project's newest manifest, when it is intact, signed with our key, and this project's. */
export function loadNewest(trust: Trust): LoadResult {
  const refused: RefusedManifest[] = [];
  for (const path of listManifests(trust.home).slice(0, MAX_INSPECTED)) {
    const seen = inspectManifest(path, trust);
    if ('reason' in seen) refused.push(seen);
    else return refused.length === 0 ? { loaded: seen, refused } : { offered: seen, refused };
  }
  return { refused };
}

/** One manifest of the home: usable, or refused with the reason. It must be byte for byte what `prepare` writes. */
export function inspectManifest(path: string, trust: Trust): LoadedManifest | RefusedManifest {
  let manifest: Manifest;
  try {
    manifest = readRegularManifest(path);
  } catch (error) {
    if (!(error instanceof RecoveryError)) throw error;
    return { path, reason: 'damaged', detail: error.message };
  }
  const doubt = doubtAbout(manifest, trust);
  if (doubt) return { path, ...doubt };
  // The signature is over what the file says, which can be spelt in more ways than one.
  if (readText(path) !== `${canonicalJson(manifest)}\n`)
    return { path, reason: 'damaged', detail: `${path} was changed after it was written.` };
  return { manifest, path, evidence: readEvidence(trust.home, manifest.session_metadata.id) };
}

/**
 * A manifest that the user named. It is loaded even if it was signed elsewhere or belongs to another project; `foreign`
 * then says so. Throws `manifest-unreadable` or `manifest-too-large`.
 */
export function loadNamed(path: string, trust: Trust): LoadedManifest {
  const manifest = readRegularManifest(path);
  const doubt = doubtAbout(manifest, trust);
  if (doubt) return { manifest, path, evidence: undefined, foreign: doubt.detail };
  return { manifest, path, evidence: readEvidence(trust.home, manifest.session_metadata.id) };
}

function doubtAbout(manifest: Manifest, trust: Trust): Omit<RefusedManifest, 'path'> | undefined {
  const { project } = manifest.session_metadata;
  const verdict = verifySignature(manifest, trust.key);
  if (verdict === 'unsigned')
    return {
      reason: 'unsigned',
      detail: 'This manifest carries no signature: nothing vouches for what it says.',
    };
  if (verdict === 'foreign') {
    return {
      reason: 'foreign-signature',
      detail:
        'This manifest was signed on another machine or changed afterwards: nothing here vouches for what it says.',
    };
  }
  if (project === trust.projectId) return undefined;
  return { reason: 'other-project', detail: 'This manifest was made here, but for another project.' };
}

/** Looks before it reads: a FIFO would hang, a device would not end. */
function readRegularManifest(path: string): Manifest {
  const stats = statsOf(path);
  if (stats && !stats.isFile()) {
    throw new RecoveryError(
      'manifest-unreadable',
      `Cannot read the manifest ${path}: it is not a regular file.`,
      { hint: 'Name a file that `recovery prepare` wrote.' },
    );
  }
  if (stats && stats.size > MAX_FILE_BYTES) {
    throw new RecoveryError(
      'manifest-too-large',
      `${path} is no manifest: it has ${stats.size} bytes, expected less than ${MANIFEST_LIMIT_BYTES}.`,
      { hint: 'Name a file that `recovery prepare` wrote.' },
    );
  }
  return readManifest(path);
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // reading it will fail with the reason
  }
}
