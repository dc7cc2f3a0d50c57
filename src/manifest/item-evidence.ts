import type { Candidate, Slot } from './candidate.ts';
import type { ItemEvidence } from './evidence.ts';
import type { Packed } from './pack.ts';

const PARENTS: Record<Slot, string> = {
  constraints: '/critical_context/constraints',
  current_work: '/active_state/current_work',
  pending_tasks: '/pending_tasks',
  next_steps: '/critical_context/next_steps',
  blockers: '/critical_context/blockers',
  commands: '/bootstrap_instructions',
  key_decisions: '/critical_context/key_decisions',
  failed_approaches: '/critical_context/failed_approaches',
  important_findings: '/critical_context/important_findings',
  environment_status: '/active_state/environment_status',
  references: '/memory_pointers/references',
  files: '/memory_pointers/files',
  symbols: '/memory_pointers/symbols',
  side_effects: '/critical_context/side_effects',
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

/** Files are folded by folder, so that theirs points to the folder and names the file behind `#`. */
function pointer({ slot, text }: Candidate, index: number): string {
  const parent = PARENTS[slot];
  if (slot === 'files') return `${parent}#${text}`;
  return slot === 'current_work' || slot.startsWith('last_') ? parent : `${parent}/${index}`;
}
