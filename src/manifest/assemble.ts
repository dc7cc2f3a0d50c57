import type { Candidate } from './candidate.ts';
import { folded, joined } from './folded.ts';
import type { Manifest } from './schema.ts';

/** The parts of a manifest that are not facts of the conversation. */
export interface Frame {
  metadata: Manifest['session_metadata'];
  branch?: string | undefined;
  commit?: string | undefined;
  unpushed?: number | undefined;
  stateFile?: string | undefined;
  /** Rules of the user in all; what is not among the chosen is counted as `more_rules`. */
  ruleCount: number;
  /** Estimated tokens of all that the session showed its model. */
  originalTokens: number;
}

/** Builds the manifest of what was chosen. Keys stand in the schema's order, so that the same choice gives the same bytes. */
export function assemble(frame: Frame, chosen: readonly Candidate[]): Manifest {
  const texts = (slot: Candidate['slot']): string[] =>
    chosen.filter((candidate) => candidate.slot === slot).map(({ text }) => text);
  const rules = texts('rules');
  return present({
    session_metadata: frame.metadata,
    completed_tasks: texts('completed_tasks'),
    pending_tasks: chosen.flatMap(({ task }) => task ?? []),
    active_state: present({
      current_work: texts('current_work')[0],
      last_file_modified: texts('last_file_modified')[0],
      last_command_run: texts('last_command_run')[0],
      environment_status: texts('environment_status'),
      passed_since: texts('passed_since'),
    }),
    critical_context: present({
      rules,
      more_rules: Math.max(0, frame.ruleCount - rules.length) || undefined,
      key_decisions: texts('key_decisions'),
      failed: texts('failed'),
      important_findings: texts('important_findings'),
      blockers: texts('blockers'),
      next_steps: texts('next_steps'),
      effects: texts('effects'),
    }),
    memory_pointers: present({
      git_branch: frame.branch,
      commit: frame.commit,
      unpushed: frame.unpushed,
      files: folded(texts('files')),
      refs: joined(texts('refs')),
      names: joined(texts('names')),
      project_state_file: frame.stateFile,
    }),
    bootstrap_instructions: texts('commands'),
    context_compression_metrics: { original_tokens: frame.originalTokens },
  });
}

/** What may be left out: `undefined`, and lists. */
type Optional<T> = {
  [K in keyof T]: undefined extends T[K] ? K : T[K] extends readonly unknown[] ? K : never;
}[keyof T];
type Present<T> = Omit<T, Optional<T>> & { [K in Optional<T>]?: Exclude<T[K], undefined> };

/** Without what is undefined or an empty list: an absent key costs nothing. */
function present<T extends object>(fields: T): Present<T> {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as Present<T>;
}
