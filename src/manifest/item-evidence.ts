import type { Candidate, Slot } from './candidate.ts';
import type { ItemEvidence } from './evidence.ts';
import type { Packed } from './pack.ts';

const PARENTS: Record<Slot, string> = {
  rules: '/critical_context/rules',
  current_work: '/active_state/current_work',
  pending_tasks: '/pending_tasks',
  next_steps: '/critical_context/next_steps',
  blockers: '/critical_context/blockers',
  commands: '/bootstrap_instructions',
  key_decisions: '/critical_context/key_decisions',
  failed: '/critical_context/failed',
  important_findings: '/critical_context/important_findings',
  environment_status: '/active_state/environment_status',
  passed_since: '/active_state/passed_since',
  refs: '/memory_pointers/refs',
  files: '/memory_pointers/files',
  names: '/memory_pointers/names',
  effects: '/critical_context/effects',
  completed_tasks: '/completed_tasks',
  last_command_run: '/active_state/last_command_run',
  last_file_modified: '/active_state/last_file_modified',
};

/** For every item of a manifest the place in the transcript where it was seen. */
export function itemEvidence({ chosen }: Packed): ItemEvidence[] {
  const counts = new Map<Slot, number>();
  return chosen.map((candidate) => {
    const index = counts.get(candidate.slot) ?? 0;
    counts.set(candidate.slot, index + 1);
    const { first, last, at, count } = candidate.seen;
    return { pointer: pointer(candidate, index), kind: candidate.kind, first, last, at, count };
  });
}

/** What is folded or joined has no place of its own: it is named behind `#`. */
function pointer({ slot, text }: Candidate, index: number): string {
  const parent = PARENTS[slot];
  if (slot === 'files' || slot === 'refs' || slot === 'names') return `${parent}#${text}`;
  return slot === 'current_work' || slot.startsWith('last_') ? parent : `${parent}/${index}`;
}
