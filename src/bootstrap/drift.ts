import { shorten } from '../evidence/wording.ts';
import { compare, isAt } from './comparison.ts';
import { fileDrift, lockFileDrift, stateFileDrift } from './file-drift.ts';
import { listed, type Finding } from './finding.ts';
import type { RepositoryNow, SavedState } from './git-now.ts';
import { uncommittedDrift } from './uncommitted-drift.ts';

/** Commits whose subjects the text of a finding names. */
const COMMITS_IN_TEXT = 8;
const SUBJECT_CHARS = 100;

/** What changed in the repository since `saved`, the most important first. Pure: `now` was read before. */
export function compareRepository(saved: SavedState, now: RepositoryNow): Finding[] {
  const hadGit = saved.branch !== undefined || saved.head !== undefined;
  const hasGit =
    now.state.changes !== undefined || now.state.branch !== undefined || now.state.head !== undefined;
  const findings: Finding[] = [];
  if (now.problem !== undefined)
    findings.push({
      kind: 'git-unreadable',
      severity: 'warning',
      text: `The changes since are not known: ${now.problem}.`,
    });
  else if (hadGit && !hasGit) return [repositoryMissing(saved, now)];
  if (saved.root !== undefined && saved.root !== now.state.root)
    findings.push(otherWorkTree(saved.root, now.state.root));
  if (hadGit && hasGit) findings.push(...historyDrift(saved, now));
  const comparison = compare(saved, now);
  return [
    ...findings,
    ...uncommittedDrift(comparison),
    ...fileDrift(comparison),
    ...lockFileDrift(comparison),
    ...runtimeDrift(saved, now),
    ...stateFileDrift(comparison),
  ];
}

function repositoryMissing(saved: SavedState, now: RepositoryNow): Finding {
  const was = saved.branch === undefined ? 'in a git repository' : `on branch ${saved.branch}`;
  return {
    kind: 'repository-missing',
    severity: 'critical',
    text: `The session worked ${was}; ${now.state.root} is no git repository.`,
  };
}

function otherWorkTree(was: string, is: string): Finding {
  return {
    kind: 'other-work-tree',
    severity: 'warning',
    text: `The session worked in ${was}; this is ${is}. What was not committed lies there.`,
  };
}

function historyDrift(saved: SavedState, { state, movement }: RepositoryNow): Finding[] {
  const findings: Finding[] = [];
  const switched =
    saved.branch !== state.branch && (saved.branch !== undefined || saved.changes !== undefined);
  if (switched) {
    findings.push({
      kind: 'branch-switched',
      severity: 'warning',
      text: `The branch was ${saved.branch ?? 'none (detached HEAD)'} and is ${state.branch ?? 'none (detached HEAD)'} now.`,
    });
  }
  if (movement) {
    if (movement.removedCount > 0 && !switched)
      findings.push(
        rewritten(
          `${movement.removedCount} of the commits that were checked out are not part of it any more`,
        ),
      );
    if (movement.addedCount > 0) findings.push(commitsAdded(movement.addedCount, movement.commits));
  } else if (saved.head !== undefined && !isAt(saved.head, state.head)) {
    findings.push(rewritten(`the commit ${saved.head.slice(0, 10)} that was checked out is not known here`));
  }
  return findings;
}

function rewritten(how: string): Finding {
  return { kind: 'history-rewritten', severity: 'warning', text: `The history is another one: ${how}.` };
}

function commitsAdded(count: number, commits: readonly { hash: string; subject: string }[]): Finding {
  const names = commits.map(({ hash, subject }) => `${hash.slice(0, 9)} ${shorten(subject, SUBJECT_CHARS)}`);
  const shown = names.slice(0, COMMITS_IN_TEXT);
  const more = count > shown.length ? ` and ${count - shown.length} more` : '';
  return {
    kind: 'commits-added',
    severity: 'info',
    text: `${count === 1 ? '1 commit is' : `${count} commits are`} new: ${shown.join('; ')}${more}.`,
  };
}

function runtimeDrift(saved: SavedState, now: RepositoryNow): Finding[] {
  if (saved.runtime === undefined) return [];
  const was = saved.runtime;
  const is = now.state.runtime;
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => was[name] !== is[name],
  );
  if (names.length === 0) return [];
  const changes = names.map(
    (name) => `${name}: ${was[name] ?? 'nothing'} then, ${is[name] ?? 'nothing'} now`,
  );
  return [
    {
      kind: 'runtime-changed',
      severity: 'warning',
      text: `The runtime asked for changed: ${listed(changes)}.`,
      paths: names,
    },
  ];
}
