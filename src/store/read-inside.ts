import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { readText } from './read-text.ts';

/**
 * The text of a small file of a work tree. A link is followed only within it: a clone can hold one that points to the
 * user's own files. Undefined when there is none, or none that may be read.
 */
export function readInside(root: string, name: string): string | undefined {
  try {
    const inside = realpathSync(root) + sep;
    const path = realpathSync(join(root, name));
    return path.startsWith(inside) ? readText(path) : undefined;
  } catch {
    return undefined; // absent is the normal case
  }
}
