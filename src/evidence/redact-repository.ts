import type { Redactor } from '../redact/redactor.ts';
import { redactDeep } from './redact-facts.ts';
import type { FileStamp, RepositoryState } from './repository-state.ts';

/** Removes secrets from names of branches and files. A file whose name held one is not stamped: it could not be found again. */
export function redactRepository(state: RepositoryState, redactor: Redactor): RepositoryState {
  const clean = (stamps: Record<string, FileStamp>): Record<string, FileStamp> =>
    Object.fromEntries(Object.entries(stamps).filter(([path]) => redactor.redact(path) === path));
  const { files, lockFiles, ...rest } = state;
  return { ...redactDeep(rest, redactor), files: clean(files), lockFiles: clean(lockFiles) };
}
