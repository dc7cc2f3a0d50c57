import { closeSync, readdirSync, readSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { asString } from './json.ts';
import { openRegularFile } from './open.ts';

/** Enough for the first records of any agent, which say whose session it is and where it worked. */
const HEAD_BYTES = 64 * 1024;

export interface ListedFile {
  name: string;
  path: string;
  sizeBytes: number;
  modifiedMs: number;
}

export interface ListOptions {
  /** How many levels of folders lie between `root` and the files. */
  depth: number;
  enter?: (folder: string) => boolean;
  accept: (file: string) => boolean;
}

/** Regular files below `root`. Links are not followed; what is missing or unreadable counts as empty. */
export function listFiles(root: string, options: ListOptions): ListedFile[] {
  return entries(root).flatMap((entry): ListedFile[] => {
    const path = join(root, entry.name);
    if (entry.isDirectory()) {
      if (options.depth === 0 || options.enter?.(entry.name) === false) return [];
      return listFiles(path, { ...options, depth: options.depth - 1 });
    }
    if (!entry.isFile() || !options.accept(entry.name)) return [];
    return listedFile(entry.name, path);
  });
}

function listedFile(name: string, path: string): ListedFile[] {
  try {
    const { size, mtimeMs } = statSync(path);
    return [{ name, path, sizeBytes: size, modifiedMs: mtimeMs }];
  } catch {
    return []; // deleted meanwhile, or in a folder that may be listed but not entered
  }
}

export function newestFirst<T extends { modifiedMs: number; path: string }>(files: readonly T[]): T[] {
  return files.toSorted((a, b) => b.modifiedMs - a.modifiedMs || (a.path < b.path ? 1 : -1));
}

/** The first bytes of a file, decoded leniently; empty when it cannot be read. */
export function readHead(path: string, options: { followLink?: boolean; bytes?: number } = {}): string {
  try {
    const { fd } = openRegularFile(path, { followLink: options.followLink ?? false });
    try {
      const buffer = Buffer.alloc(options.bytes ?? HEAD_BYTES);
      return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, 0));
    } finally {
      closeSync(fd);
    }
  } catch {
    return ''; // discovery passes over what it cannot read; opening it by name says why
  }
}

/** Whether `path` is `directory` or below it. Both are absolute; Windows paths compare by their own separator. */
function isWithin(path: string, directory: string): boolean {
  const parent = directory.replace(/[\\/]+$/, '');
  return (
    path === directory || path === parent || path.startsWith(`${parent}/`) || path.startsWith(`${parent}\\`)
  );
}

/** Whether a session that worked in `cwd` belongs to one of the directories; all do when none are named. */
export function belongsTo(directories: readonly string[] | undefined, cwd: string | undefined): boolean {
  if (!directories) return true;
  return cwd !== undefined && directories.some((directory) => isWithin(cwd, directory));
}

/** The first string under `key` in the text of JSON records; inside of string values it would be escaped. */
export function firstString(text: string, key: string): string | undefined {
  const match = new RegExp(`"${key}":\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(text);
  try {
    return match?.[1] === undefined ? undefined : asString(JSON.parse(match[1]));
  } catch {
    return undefined; // an invalid escape: the record is malformed
  }
}

/** Names in a folder; none when it is missing or unreadable. */
export function folderNames(folder: string): string[] {
  return entries(folder).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
