import { assemble, type Frame } from './assemble.ts';
import type { Candidate } from './candidate.ts';
import type { CandidateGroups } from './candidates.ts';
import { sizeBytes } from './canonical.ts';
import type { IsGrounded } from './ground.ts';
import { MAX_MANIFEST_BYTES } from './limit.ts';
import type { Manifest } from './schema.ts';
import { SIGNATURE_CHARS } from './sign.ts';
import { OPEN_WORK_BYTES, PINNED_BYTES, SETTLED_BYTES, WEIGHTS } from './weights.ts';

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
  const limit = MAX_MANIFEST_BYTES - SIGNATURE_BYTES;
  const chosen: Candidate[] = [];
  const settled = new Set<string>();
  const perKind = new Map<string, number>();
  let size = sizeBytes(assemble(frame, chosen));
  let dropped = 0;

  /** Bytes that a candidate would add; undefined when it does not fit or must not go in. */
  const growth = (candidate: Candidate, room: number): number | undefined => {
    if (settled.has(keyOf(candidate)) || isOverLimit(candidate, perKind)) return undefined;
    if (candidate.slot === 'names' && chosen.some(({ text }) => names(text, candidate.text)))
      return undefined;
    if (size + cost(candidate) - SLACK_BYTES > room) return undefined;
    const grown = sizeBytes(assemble(frame, [...chosen, candidate]));
    return grown > room ? undefined : grown - size;
  };
  const add = (candidate: Candidate, bytes: number): void => {
    settled.add(keyOf(candidate));
    if (!isGrounded(candidate.text)) {
      dropped++;
      return;
    }
    chosen.push(candidate);
    perKind.set(candidate.kind, (perKind.get(candidate.kind) ?? 0) + 1);
    size += bytes;
  };
  const addAll = (candidates: readonly Candidate[], room: number): void => {
    for (const candidate of candidates) {
      const bytes = growth(candidate, room);
      if (bytes !== undefined) add(candidate, bytes);
    }
  };

  addAll(groups.pinned, Math.min(limit, size + PINNED_BYTES));
  addAll(groups.openWork, Math.min(limit, size + OPEN_WORK_BYTES));
  addAll(groups.settled, Math.min(limit, size + SETTLED_BYTES));
  // By worth per byte: what a candidate really adds (a path whose folder is there already) is only known when tried.
  const waiting = byDensity([...groups.rest, ...groups.pinned, ...groups.openWork, ...groups.settled]);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const bytes = growth(next.candidate, limit);
    if (bytes === undefined) continue;
    const density = next.candidate.value / Math.max(1, bytes);
    if (density >= (waiting[0]?.density ?? 0) || next.isMeasured) add(next.candidate, bytes);
    else insert(waiting, { candidate: next.candidate, density, isMeasured: true });
  }
  return { manifest: assemble(frame, chosen), chosen, dropped };
}

/** Whether a text has a name in it that need not be said again. */
function names(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at !== -1 && !/\w/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + name.length] ?? ' ');
}

interface Waiting {
  candidate: Candidate;
  density: number;
  /** The density is that of what it added when it was tried. */
  isMeasured: boolean;
}

function byDensity(candidates: readonly Candidate[]): Waiting[] {
  return candidates
    .map((candidate) => ({ candidate, density: candidate.value / cost(candidate), isMeasured: false }))
    .toSorted((a, b) => b.density - a.density || (a.candidate.text < b.candidate.text ? -1 : 1));
}

function insert(waiting: Waiting[], entry: Waiting): void {
  const at = waiting.findIndex(({ density }) => density < entry.density);
  waiting.splice(at === -1 ? waiting.length : at, 0, entry);
}

/** A rule that is a decision too is said once. */
function keyOf({ slot, text }: Candidate): string {
  return `${slot === 'key_decisions' ? 'rules' : slot} ${text}`;
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
