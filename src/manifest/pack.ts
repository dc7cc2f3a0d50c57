import { assemble, type Frame } from './assemble.ts';
import type { Candidate } from './candidate.ts';
import type { CandidateGroups } from './candidates.ts';
import { sizeBytes } from './canonical.ts';
import type { IsGrounded } from './ground.ts';
import { MANIFEST_LIMIT_BYTES } from './limit.ts';
import type { Manifest } from './schema.ts';
import { SIGNATURE_CHARS } from './sign.ts';
import { OPEN_WORK_BYTES, PINNED_BYTES, WEIGHTS } from './weights.ts';

export interface Packed {
  /** Unsigned; below the limit even with its signature. */
  manifest: Manifest;
  chosen: Candidate[];
  /** How many claims would have fitted, and were left out because something in them has no evidence. */
  dropped: number;
}

/** What `sign` adds: the key, quotes, colon, comma and the signature itself. */
const SIGNATURE_BYTES = SIGNATURE_CHARS + '"sig":"",'.length;

/** So much can a candidate's real growth lie below `cost`: a key or a count that it makes needless. */
const SLACK_BYTES = 24;

/**
 * Chooses by value per byte what goes into the manifest. Rules of the user come first, then open work, each with room
 * of its own; the rest is taken greedily. A candidate goes in whole or not at all, only if its claims are grounded, and
 * every step is measured on the serialised manifest, so that no script, escape or emoji can lead over the limit.
 */
export function pack(frame: Frame, groups: CandidateGroups, isGrounded: IsGrounded): Packed {
  const limit = MANIFEST_LIMIT_BYTES - 1 - SIGNATURE_BYTES;
  const chosen: Candidate[] = [];
  const settled = new Set<string>();
  const perKind = new Map<string, number>();
  let size = sizeBytes(assemble(frame, chosen));
  let dropped = 0;

  const tryAdd = (candidate: Candidate, room: number): void => {
    const key = `${candidate.slot} ${candidate.text}`;
    if (settled.has(key) || isOverLimit(candidate, perKind)) return;
    if (size + cost(candidate) - SLACK_BYTES > room) return;
    const grown = sizeBytes(assemble(frame, [...chosen, candidate]));
    if (grown > room) return;
    settled.add(key);
    if (!isGrounded(candidate.text)) {
      dropped++;
      return;
    }
    chosen.push(candidate);
    perKind.set(candidate.kind, (perKind.get(candidate.kind) ?? 0) + 1);
    size = grown;
  };

  const pinnedRoom = Math.min(limit, size + PINNED_BYTES);
  for (const candidate of groups.pinned) tryAdd(candidate, pinnedRoom);
  const openRoom = Math.min(limit, size + OPEN_WORK_BYTES);
  for (const candidate of groups.openWork) tryAdd(candidate, openRoom);
  const rest = [...groups.rest, ...groups.pinned, ...groups.openWork];
  for (const candidate of byWorth(rest)) tryAdd(candidate, limit);
  return { manifest: assemble(frame, chosen), chosen, dropped };
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
