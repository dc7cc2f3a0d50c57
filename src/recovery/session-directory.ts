import { statSync } from 'node:fs';
import type { SessionFacts } from '../evidence/facts.ts';
import { identifyProject, type Project } from '../store/project.ts';

/** Where a session worked, when that is a work tree of the project; else the directory that was asked about. */
export function sessionDirectory(
  { cwd, root }: SessionFacts,
  { project, asked }: { project: Project; asked: string },
): string {
  return (
    [cwd, root].find(
      (path) => path !== undefined && isDirectory(path) && identifyProject(path).id === project.id,
    ) ?? asked
  );
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
