import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../store/atomic-file.ts';
import type { ProjectHome } from '../store/home.ts';
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
    const evidence: Evidence = JSON.parse(readFileSync(evidencePath(home, id), 'utf8'));
    return evidence.v === 1 && evidence.manifestId === id ? evidence : undefined;
  } catch {
    return undefined;
  }
}
