import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isFacts, isListOf, isRecord } from '../evidence/facts-shape.ts';
import { writeFileAtomic } from '../store/atomic-file.ts';
import type { ProjectHome } from '../store/home.ts';
import { MAX_STATE_BYTES, readText } from '../store/read-text.ts';
import { sweepTemporaries } from '../store/sweep.ts';
import { canonicalJson } from './canonical.ts';
import type { Evidence } from './evidence.ts';
import type { Manifest } from './schema.ts';

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

/** Paths of the project's manifests, the one that was saved last first. */
export function listManifests(home: ProjectHome): string[] {
  let names: string[];
  try {
    names = readdirSync(home.manifestsDirectory);
  } catch {
    return []; // nothing was prepared here yet
  }
  return (
    names
      .filter((name) => /^RECOVERY-[\d-]+\.json$/.test(name))
      .map((name) => join(home.manifestsDirectory, name))
      .map((path) => ({ path, savedMs: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
      // Their names say on which day a session began, not when it ended.
      .toSorted((a, b) => b.savedMs - a.savedMs || (a.path < b.path ? 1 : -1))
      .map(({ path }) => path)
  );
}

function evidencePath(home: ProjectHome, id: string): string {
  return join(home.manifestsDirectory, `${id}.evidence.json`);
}

/** The evidence of a manifest; undefined when this home does not have it, or it is damaged: it can be made again. */
export function readEvidence(home: ProjectHome, id: string): Evidence | undefined {
  try {
    const text = readText(evidencePath(home, id), { maxBytes: MAX_STATE_BYTES });
    const evidence: unknown = text === undefined ? undefined : JSON.parse(text);
    return isEvidence(evidence) && evidence.manifestId === id ? evidence : undefined;
  } catch {
    return undefined;
  }
}

function isEvidence(value: unknown): value is Evidence {
  if (!isRecord(value) || value['v'] !== 1) return false;
  const { transcript, items, facts, repository } = value;
  return (
    isRecord(transcript) &&
    ['agent', 'path', 'nativeId'].every((name) => typeof transcript[name] === 'string') &&
    typeof transcript['readBytes'] === 'number' &&
    isListOf(items, ({ pointer, last, count }) => typeof pointer === 'string' && isNumbers([last, count])) &&
    isFacts(facts) &&
    isRepositoryState(repository)
  );
}

function isRepositoryState(value: unknown): boolean {
  if (!isRecord(value) || typeof value['root'] !== 'string') return false;
  const { files, lockFiles, runtime, changes = [] } = value;
  return (
    isStamps(files) &&
    isStamps(lockFiles) &&
    isRecord(runtime) &&
    Object.values(runtime).every((wanted) => typeof wanted === 'string') &&
    isListOf(changes, ({ path, status }) => typeof path === 'string' && typeof status === 'string')
  );
}

function isStamps(value: unknown): boolean {
  return (
    isRecord(value) &&
    isListOf(Object.values(value), ({ sizeBytes, modifiedMs }) => isNumbers([sizeBytes, modifiedMs]))
  );
}

function isNumbers(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'number');
}
