import { looksLikeFile } from '../evidence/paths.ts';
import { listed, type Finding, type FindingKind } from './finding.ts';
import type { PortCheck } from './ports.ts';

type CheckName =
  | 'project-state-consistency'
  | 'file-modification-check'
  | 'task-status-verification'
  | 'dependency-validation';

/** One of the four checks before a resume. */
export interface Check {
  name: CheckName;
  /** A critical check that fails asks for verification by a person. */
  critical: boolean;
  /**
   * `changed`: not as it was, and what follows from that is known; `failed`: the session cannot simply go on; `unchecked`:
   * there was nothing to compare with.
   */
  outcome: 'passed' | 'changed' | 'failed' | 'unchecked';
  /** The findings that it rests on, in sentences; names in them come from the repository. */
  detail: string;
  /** What the check itself saw beyond the findings. */
  notes: string[];
}

export interface LiveState {
  ports: readonly PortCheck[];
  /** There is a package-lock.json and no node_modules. */
  modulesMissing: boolean;
  /** What a version file asks for, when the Node that runs is another one: `.nvmrc asks for 22, this is 24.21.0`. */
  runtimeMismatch?: string | undefined;
}

export interface TaskState {
  /** Texts of the open tasks. */
  open: readonly string[];
  /** Files of the session that were there when the manifest was made; tasks may name them. */
  filesThen: readonly string[];
  /** Whether one of them exists now. */
  exists: (path: string) => boolean;
}

/** Runs the four checks over what was found. Pure but for `tasks.exists`. */
export function validate(findings: readonly Finding[], live: LiveState, tasks: TaskState): Check[] {
  return [
    projectState(findings),
    fileModification(findings, tasks),
    taskStatus(findings, tasks),
    dependencies(findings, live),
  ];
}

const PROJECT_KINDS: readonly FindingKind[] = [
  'repository-missing',
  'changes-lost',
  'git-unreadable',
  'other-work-tree',
  'branch-switched',
  'history-rewritten',
  'commits-added',
  'changes-committed',
];

const FILE_KINDS: readonly FindingKind[] = [
  'file-renamed',
  'file-deleted',
  'file-modified',
  'file-added',
  'state-file-changed',
];

function projectState(findings: readonly Finding[]): Check {
  const relevant = ofKinds(findings, PROJECT_KINDS);
  const failed = relevant.some(({ kind }) => kind === 'repository-missing' || kind === 'changes-lost');
  return check('project-state-consistency', {
    failed,
    relevant,
    otherwise: 'The project is where the session left it.',
  });
}

/** The session's files are not those that lie here. */
function isElsewhere(findings: readonly Finding[]): boolean {
  return findings.some(({ kind }) => kind === 'repository-missing' || kind === 'other-work-tree');
}

function fileModification(findings: readonly Finding[], tasks: TaskState): Check {
  return check('file-modification-check', {
    relevant: ofKinds(findings, FILE_KINDS),
    unchecked: tasks.filesThen.length === 0 || isElsewhere(findings),
    otherwise: 'No file was changed since.',
  });
}

function taskStatus(findings: readonly Finding[], tasks: TaskState): Check {
  const repositoryMissing = findings.some(({ kind }) => kind === 'repository-missing');
  const renames = ofKinds(findings, ['file-renamed']).flatMap(({ paths = [] }) => paths);
  const isRenamed = (path: string): boolean => renames.some((rename) => rename.startsWith(`${path} → `));
  const missing = repositoryMissing ? [] : missingFiles(tasks);
  const gone = missing.filter((path) => !isRenamed(path));
  const notes: string[] = [];
  if (repositoryMissing) notes.push('Without the repository nothing tells what became of the tasks.');
  if (gone.length > 0) notes.push(`Open tasks name files that are gone: ${listed(gone)}.`);
  if (missing.length > gone.length) notes.push('Open tasks name files that were renamed.');
  return check('task-status-verification', {
    failed: repositoryMissing || gone.length > 0,
    relevant: ofKinds(findings, ['tasks-added']),
    notes,
    otherwise: tasks.open.length === 0 ? 'No task was open.' : 'Every file that open tasks name is there.',
  });
}

/** Files of the session that open tasks name, by full path or by a suffix of it, and that are gone. */
function missingFiles({ open, filesThen, exists }: TaskState): string[] {
  const words = new Set(
    open
      .flatMap((task) => task.split(/[\s,;:()"'`]+/))
      .map((word) => word.replace(/\.$/, ''))
      .filter(looksLikeFile),
  );
  const named = filesThen.filter((path) =>
    [...words].some((word) => path === word || path.endsWith(`/${word}`)),
  );
  return named.filter((path) => !exists(path));
}

function dependencies(findings: readonly Finding[], live: LiveState): Check {
  const notes: string[] = [];
  if (live.modulesMissing) {
    notes.push('Dependencies are not installed: there is a package-lock.json and no node_modules.');
  }
  if (live.runtimeMismatch !== undefined) notes.push(`${live.runtimeMismatch}.`);
  const silent = live.ports.filter(({ listening }) => !listening).map(({ port }) => port);
  if (silent.length > 0) {
    notes.push(`Nothing listens on port ${silent.join(', ')}, which the session used or named.`);
  }
  return check('dependency-validation', {
    relevant: ofKinds(findings, ['lock-file-changed', 'runtime-changed']),
    notes,
    otherwise: 'Lock files, runtime and ports are as they were.',
  });
}

function check(
  name: CheckName,
  seen: {
    failed?: boolean;
    unchecked?: boolean;
    relevant: readonly Finding[];
    notes?: string[];
    otherwise: string;
  },
): Check {
  const { failed = false, unchecked = false, relevant, notes = [], otherwise } = seen;
  const sentences = [...relevant.map(({ text }) => text), ...notes];
  const quiet = unchecked ? 'unchecked' : 'passed';
  return {
    name,
    critical: name !== 'file-modification-check',
    outcome: failed ? 'failed' : sentences.length > 0 ? 'changed' : quiet,
    detail: sentences.join(' ') || (unchecked ? 'There was nothing to compare with.' : otherwise),
    notes,
  };
}

function ofKinds(findings: readonly Finding[], kinds: readonly FindingKind[]): Finding[] {
  return findings.filter(({ kind }) => kinds.includes(kind));
}
