import { BoundedMap } from '../bounded-map.ts';
import { asArray, asId, asObject } from '../json.ts';

/** Calls of each kind that are remembered at once. */
const MAX_REMEMBERED = 32;

/** What must be known of earlier calls to understand their results. */
export interface CallMemory {
  /** The ids under which the parts of a patch were reported, separated by spaces, by the id of its call. */
  patches: BoundedMap<string>;
  /** The call that started a command which runs on in the background, by the number of its session. */
  running: BoundedMap<string>;
  /** The session that a `write_stdin` call asks about, by the id of that call. */
  polls: BoundedMap<string>;
}

export function callMemory(state?: unknown): CallMemory {
  const known = asObject(state);
  return {
    patches: new BoundedMap(MAX_REMEMBERED, pairs(known?.['patches'])),
    running: new BoundedMap(MAX_REMEMBERED, pairs(known?.['running'])),
    polls: new BoundedMap(MAX_REMEMBERED, pairs(known?.['polls'])),
  };
}

/** The memory as JSON that `callMemory` takes. */
export function callMemoryState({ patches, running, polls }: CallMemory): unknown {
  return { patches: patches.entries(), running: running.entries(), polls: polls.entries() };
}

function pairs(stored: unknown): [string, string][] {
  return asArray(stored).flatMap((entry): [string, string][] => {
    const [key, value] = asArray(entry);
    return asId(key) !== undefined && typeof value === 'string' ? [[String(key), value]] : [];
  });
}
