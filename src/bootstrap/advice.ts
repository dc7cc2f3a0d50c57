import type { FindingKind } from './finding.ts';
import { shellQuoted } from './shell-quoted.ts';
import type { Situation } from './situation.ts';

const ADVICE: Partial<Record<FindingKind, string>> = {
  'repository-missing': 'Go to the directory of the repository, and bootstrap there.',
  'other-work-tree': 'Go to the work tree of the session, or take over what is not committed there.',
  'git-unreadable': 'Run `git status` to see why git gives no answer.',
  'branch-switched': 'Decide on which branch the work goes on.',
  'history-rewritten': 'Compare the work with the new history before building on it.',
  'changes-lost': 'Find out what became of the uncommitted work: `git stash list`, `git reflog`.',
  'lock-file-changed': 'Install the dependencies anew.',
  'runtime-changed': 'Check the versions of the tools.',
  'tasks-added': 'Read the state file: it has new open items.',
};

/** What should be done before work goes on, by what was found. In our own words only. */
export function adviceFor({ loaded, offered, findings, checks, verdict }: Situation): string[] {
  const advice = findings.flatMap(({ kind }) => ADVICE[kind] ?? []);
  if (!loaded) advice.push('Run `recovery prepare` to make a manifest from a transcript.');
  if (offered)
    advice.push(`Or use an older manifest: \`recovery bootstrap --manifest ${shellQuoted(offered.path)}\`.`);
  if (checks.some(({ name, notes }) => name === 'dependency-validation' && notes.length > 0)) {
    advice.push('Install what is missing and start what is not running, where the next task needs it.');
  }
  if (loaded && verdict.verificationNeeded)
    advice.push('Verify what the failed checks found, then bootstrap again.');
  return [...new Set(advice)];
}

/** What a person should know about this bootstrap itself. */
export function warningsOf({ loaded, refused, now, verdict, checks }: Situation): string[] {
  const warnings = refused.map(({ path, detail }) => `Not used: ${path}. ${detail}`);
  if (loaded?.foreign !== undefined) warnings.push(loaded.foreign);
  if (loaded && !loaded.evidence && loaded.foreign === undefined) {
    warnings.push(
      'The evidence of this manifest is not in the home any more: only the manifest itself is shown.',
    );
  }
  if (now.problem !== undefined) warnings.push(`The state of the repository is not known: ${now.problem}.`);
  if (loaded && verdict.verificationNeeded) {
    const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
    if (failed.length > 0) warnings.push(`Failed: ${failed.join(', ')}.`);
  }
  return warnings;
}
