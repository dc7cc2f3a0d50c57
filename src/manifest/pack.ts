import { assemble, type Frame } from './assemble.ts';
import type { Candidate } from './candidate.ts';
import type { CandidateGroups } from './candidates.ts';
import { sizeBytes } from './canonical.ts';
import { MANIFEST_LIMIT_BYTES, type Manifest } from './schema.ts';
import { SIGNATURE_CHARS } from './sign.ts';
import { OPEN_WORK_BYTES, PINNED_BYTES, WEIGHTS } from './weights.ts';

export interface Packed {
  /** Unsigned; below the limit even with its signature. */
  manifest: Manifest;
  chosen: Candidate[];
}

/** What `sign` adds: the key, quotes, colon, comma and the signature itself. */
const SIGNATURE_BYTES = SIGNATURE_CHARS + '"sig":"",'.length;

/** Bytes of a manifest for one token: dense JSON, with o200k. */
const BYTES_PER_TOKEN = 3.2;
/** Stands for the manifest's own token count, always three digits, while its size is not settled. */
const ANY_TOKENS = 100;

/** Estimated tokens of a manifest of this size; three digits, so that writing it down does not change the size. */
function tokensOf(manifestBytes: number): number {
  return Math.min(999, Math.max(100, Math.round(manifestBytes / BYTES_PER_TOKEN)));
}

/**
 * Chooses by value per byte what goes into the manifest. Rules of the user come first, then open work, each with room
 * of its own; the rest is taken greedily. A candidate goes in whole or not at all, and every step is measured on the
 * serialised manifest, so that no script, escape or emoji can lead over the limit.
 */
export function pack(frame: Frame, groups: CandidateGroups): Packed {
  const limit = MANIFEST_LIMIT_BYTES - 1 - SIGNATURE_BYTES;
  const chosen: Candidate[] = [];
  const taken = new Set<string>();
  const perKind = new Map<string, number>();
  let size = sizeBytes(assemble(frame, chosen, ANY_TOKENS));

  const tryAdd = (candidate: Candidate, room: number): void => {
    const key = `${candidate.slot} ${candidate.text}`;
    if (taken.has(key) || isOverLimit(candidate, perKind)) return;
    const grown = sizeBytes(assemble(frame, [...chosen, candidate], ANY_TOKENS));
    if (grown > room) return;
    chosen.push(candidate);
    taken.add(key);
    perKind.set(candidate.kind, (perKind.get(candidate.kind) ?? 0) + 1);
    size = grown;
  };

  const pinnedRoom = Math.min(limit, size + PINNED_BYTES);
  for (const candidate of groups.pinned) tryAdd(candidate, pinnedRoom);
  const openRoom = Math.min(limit, size + OPEN_WORK_BYTES);
  for (const candidate of groups.openWork) tryAdd(candidate, openRoom);
  const rest = [...groups.rest, ...groups.pinned, ...groups.openWork];
  for (const candidate of byWorth(rest)) tryAdd(candidate, limit);
  return { manifest: assemble(frame, chosen, tokensOf(size + SIGNATURE_BYTES)), chosen };
}

function byWorth(candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, density: candidate.value / cost(candidate) }))
    .toSorted((a, b) => b.density - a.density || (a.candidate.text < b.candidate.text ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/** Bytes that a candidate adds, about; of a path only its name, because folders are shared. */
function cost({ slot, text }: Candidate): number {
  const written = slot === 'files' ? text.slice(text.lastIndexOf('/') + 1) : text;
  return Buffer.byteLength(JSON.stringify(written)) + 1 + (slot === 'files' ? 4 : 0);
}

function isOverLimit({ kind }: Candidate, perKind: ReadonlyMap<string, number>): boolean {
  const limit = Object.hasOwn(WEIGHTS, kind) ? WEIGHTS[kind as keyof typeof WEIGHTS].limit : Infinity;
  return (perKind.get(kind) ?? 0) >= limit;
}
