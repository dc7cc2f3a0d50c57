import { isCut, touches, type Comparison } from './comparison.ts';
import { listed, type Finding } from './finding.ts';

/** What became of the work that was not committed then, and is not any more: committed since, or gone. */
export function uncommittedDrift(comparison: Comparison): Finding[] {
  const { before, after, state, committed, committedElsewhere } = comparison;
  if (after === undefined || isCut(state)) return [];
  const kept: string[] = [];
  const lost: string[] = [];
  for (const [path, change] of before) {
    if (touches(after, path)) continue;
    if (touches(committed, path) || touches(committedElsewhere, path)) kept.push(path);
    else if (change.status !== 'untracked' || isGone(comparison, path)) lost.push(path);
  }
  const findings: Finding[] = [];
  if (kept.length > 0) {
    const text = `Uncommitted then, committed since: ${listed(kept)}.`;
    findings.push({ kind: 'changes-committed', severity: 'info', text, paths: kept });
  }
  if (lost.length > 0) {
    const text = `Uncommitted work of then is neither here nor in a commit: ${listed(lost)}.${stashHint(comparison)}`;
    findings.push({ kind: 'changes-lost', severity: 'warning', text, paths: lost });
  }
  return findings;
}

/** An untracked file that is still there is ignored now; of a folder, which has no stamp, that is assumed. */
function isGone({ saved, state }: Comparison, path: string): boolean {
  return saved.files?.[path] !== undefined && state.files[path] === undefined;
}

function stashHint({ stashes }: Comparison): string {
  if (stashes === undefined) return '';
  return ` There ${stashes === 1 ? 'is 1 stash' : `are ${stashes} stashes`}: look there first (git stash list).`;
}
