import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecoveryError } from '../errors.ts';
import { writeFileAtomic } from '../store/atomic-file.ts';
import type { ProjectHome } from '../store/home.ts';
import { sweepTemporaries } from '../store/sweep.ts';
import { canonicalJson } from './canonical.ts';
import type { Evidence } from './evidence.ts';
import { Manifest, MANIFEST_LIMIT_BYTES } from './schema.ts';

/**
 * Saves a manifest, with its evidence, into the project's history and as the newest. Each file is replaced whole;
 * the newest is written last, so that a crash leaves the old one or the new one in force.
 */
export function saveManifest(home: ProjectHome, manifest: Manifest, evidence: Evidence): string {
  const { id } = manifest.session_metadata;
  const path = join(home.manifestsDirectory, `${id}.json`);
  const json = `${canonicalJson(manifest)}\n`;
  writeFileAtomic(evidencePath(home, id), JSON.stringify(evidence));
  writeFileAtomic(path, json);
  writeFileAtomic(home.latestFile, json);
  for (const folder of [home.manifestsDirectory, home.root]) sweepTemporaries(folder);
  return path;
}

/** Paths of the project's manifests, newest first: ids sort by the day and time of the session's last event. */
export function listManifests(home: ProjectHome): string[] {
  let names: string[];
  try {
    names = readdirSync(home.manifestsDirectory);
  } catch {
    return []; // nothing was prepared here yet
  }
  return names
    .filter((name) => /^RECOVERY-[\d-]+\.json$/.test(name))
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1))
    .map((name) => join(home.manifestsDirectory, name));
}

/** Day, then time of day, then session: `RECOVERY-YYMMDD-NNN-HHMMSS.json`. */
function sortKey(name: string): string {
  const [, day = '', session = '', time = ''] = /^RECOVERY-(\d+)-(\d+)-(\d+)/.exec(name) ?? [];
  return `${day}-${time}-${session}`;
}

/** Reads and validates a manifest file. Throws `manifest-unreadable`, or `manifest-too-large`. */
export function readManifest(path: string): Manifest {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new RecoveryError('manifest-unreadable', `Cannot read the manifest ${path}.`, {
      hint: 'Run `recovery prepare` to make one, or name one with --manifest.',
      cause,
    });
  }
  if (Buffer.byteLength(text.trimEnd()) >= MANIFEST_LIMIT_BYTES) {
    throw new RecoveryError(
      'manifest-too-large',
      `${path} is no manifest: it has ${MANIFEST_LIMIT_BYTES} bytes or more.`,
    );
  }
  return parseManifest(text, path);
}

function parseManifest(text: string, path: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RecoveryError('manifest-unreadable', `${path} is not JSON.`, { hint: DAMAGED_HINT, cause });
  }
  const result = Manifest.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue ? `/${issue.path.join('/')}: ${issue.message}` : 'unknown';
  throw new RecoveryError('manifest-unreadable', `${path} does not fit the manifest's schema at ${where}.`, {
    hint: DAMAGED_HINT,
  });
}

const DAMAGED_HINT =
  'It is damaged or was made by another program. Run `recovery prepare` to make a new one.';

function evidencePath(home: ProjectHome, id: string): string {
  return join(home.manifestsDirectory, `${id}.evidence.json`);
}

/** The evidence of a manifest; undefined when this home does not have it, or it is damaged: it can be made again. */
export function readEvidence(home: ProjectHome, id: string): Evidence | undefined {
  try {
    const evidence: Evidence = JSON.parse(readFileSync(evidencePath(home, id), 'utf8'));
    return evidence.v === 1 && evidence.manifestId === id ? evidence : undefined;
  } catch {
    return undefined;
  }
}
