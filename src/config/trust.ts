import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { RecoveryError } from '../errors.ts';
import { writeFileAtomic } from '../store/atomic-file.ts';
import type { Home } from '../store/home.ts';
import { readText } from '../store/read-text.ts';

/** Files of a project that configure us. They come with a clone, so each is approved once, and again when it changes. */
export const PROJECT_FILES = ['recovery.config.yaml', '.env'] as const;
type ProjectFileName = (typeof PROJECT_FILES)[number];

export interface ProjectFile {
  name: ProjectFileName;
  text: string;
  hash: string;
  approved: boolean;
}

/** Hashes by project directory and file name. */
type Approvals = Record<string, Record<string, string>>;

/** The project's files that are there, each with whether the user approved it as it is now. */
export function projectFiles(home: Home, projectDirectory: string): ProjectFile[] {
  const present = PROJECT_FILES.flatMap((name) => {
    const text = readText(join(projectDirectory, name));
    return text === undefined ? [] : [{ name, text, hash: createHash('sha256').update(text).digest('hex') }];
  });
  if (present.length === 0) return [];
  const approvals = readApprovals(home)[projectDirectory] ?? {};
  return present.map((file) => ({ ...file, approved: approvals[file.name] === file.hash }));
}

/** Approves files as they are, or with none takes every approval of the project back. */
export function saveApprovals(home: Home, projectDirectory: string, files: readonly ProjectFile[]): void {
  const all = readApprovals(home);
  if (files.length === 0) delete all[projectDirectory];
  else all[projectDirectory] = Object.fromEntries(files.map(({ name, hash }) => [name, hash]));
  writeFileAtomic(home.trustFile, `${JSON.stringify(all, null, 2)}\n`);
}

function readApprovals(home: Home): Approvals {
  const text = readText(home.trustFile);
  if (text === undefined) return {};
  let cause: unknown;
  try {
    const approvals: unknown = JSON.parse(text);
    if (typeof approvals === 'object' && approvals !== null) return approvals as Approvals;
  } catch (error) {
    cause = error;
  }
  throw new RecoveryError('config-invalid', `${home.trustFile} is damaged.`, {
    hint: 'Delete it and approve your projects again with `recovery trust`.',
    cause,
  });
}
