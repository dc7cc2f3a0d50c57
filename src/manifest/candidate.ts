import type { Seen } from '../evidence/facts.ts';
import type { Manifest } from './schema.ts';

/** Where in the manifest something goes. */
export type Slot =
  | 'rules'
  | 'current_work'
  | 'pending_tasks'
  | 'next_steps'
  | 'blockers'
  | 'commands'
  | 'key_decisions'
  | 'failed'
  | 'important_findings'
  | 'environment_status'
  | 'passed_since'
  | 'refs'
  | 'files'
  | 'names'
  | 'effects'
  | 'completed_tasks'
  | 'last_command_run'
  | 'last_file_modified';

/** Something that could go into a manifest. It carries its evidence, so that nothing without evidence can get in. */
export interface Candidate {
  slot: Slot;
  kind: string;
  text: string;
  /** Worth to the next session; compared between candidates, per byte. */
  value: number;
  seen: Seen;
  task?: NonNullable<Manifest['pending_tasks']>[number];
}
