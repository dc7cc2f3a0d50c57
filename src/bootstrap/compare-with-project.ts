import { split } from '../manifest/folded.ts';
import { pendingTasks } from '../manifest/pending-tasks.ts';
import { compareRepository } from './drift.ts';
import type { Finding } from './finding.ts';
import type { RepositoryNow, SavedState } from './git-now.ts';
import { readLiveState } from './live-state.ts';
import type { LoadedManifest } from './load.ts';
import { tasksAdded } from './state-file-tasks.ts';
import { validate, type Check } from './validation.ts';

/** The project as the manifest knew it: whole with its evidence, else only branch and commit. */
export function savedState({ manifest, evidence }: LoadedManifest): SavedState {
  const { git_branch: branch, commit: head } = manifest.memory_pointers;
  // Prepared where its repository is not, as from a transcript of another machine, only the session tells of it.
  return evidence?.repository.branch === undefined && evidence?.repository.head === undefined
    ? { ...evidence?.repository, branch, head }
    : evidence.repository;
}

/** Findings and checks: the manifest against the repository, the files and the ports as they are now. */
export async function compareWithProject(request: {
  loaded: LoadedManifest;
  saved: SavedState;
  now: RepositoryNow;
  nodeVersion: string;
}): Promise<{ findings: Finding[]; checks: Check[] }> {
  const { loaded, saved, now, nodeVersion } = request;
  const { manifest, evidence } = loaded;
  const { root } = now.state;
  const findings = compareRepository(saved, now);
  const open = pendingTasks(manifest).map(({ task }) => task);
  const stateFile = findings.find(({ kind }) => kind === 'state-file-changed')?.paths?.[0];
  if (stateFile !== undefined)
    findings.push(...tasksAdded({ root, stateFile, knownTasks: [...open, ...knownTasks(loaded)] }));
  const references = [
    ...split(manifest.memory_pointers.refs),
    ...(evidence?.facts.references.filter(({ superseded }) => !superseded).map(({ text }) => text) ?? []),
  ];
  const live = await readLiveState({ state: now.state, references, nodeVersion });
  const tasks = {
    open,
    filesThen: Object.keys(evidence?.repository.files ?? {}),
    exists: (path: string) => Object.hasOwn(now.state.files, path),
  };
  return { findings, checks: validate(findings, live, tasks) };
}

function knownTasks({ manifest, evidence }: LoadedManifest): string[] {
  return [...(manifest.completed_tasks ?? []), ...(evidence?.facts.tasks.map(({ text }) => text) ?? [])];
}
