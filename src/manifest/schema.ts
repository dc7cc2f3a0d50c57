import * as z from 'zod/mini';
import type { Folder as FolderShape } from './folded.ts';

const text = z.string().check(z.minLength(1));
const texts = z.optional(z.array(text));

/** Words separated by a space, or a list where one of them holds a space. */
const words = z.union([text, z.array(text)]);

/** Paths by folder: the names in it, or an object for a folder with folders in it, whose own names are at `.`. */
const Folder: z.ZodMiniType<FolderShape> = z.record(z.string(), z.union([words, z.lazy(() => Folder)]));

/** A task that is open, with what is known of it besides its text. */
export const PendingTask = z.strictObject({
  task: text,
  priority: z.optional(z.enum(['HIGH', 'MEDIUM', 'LOW'])),
  status: z.optional(z.enum(['in_progress', 'pending'])),
  context: z.optional(text),
});
export type PendingTask = z.infer<typeof PendingTask>;

const SessionMetadata = z.strictObject({
  /** Version of this schema. */
  v: z.literal(1),
  /** `RECOVERY-YYMMDD-NNN-HHMMSS`, from the session and the time of its last event. */
  id: z.string().check(z.regex(/^RECOVERY-\d{6}-\d{3,}-\d{6}$/)),
  /** `<name>-<hash>` of the project: a manifest is used for no other. */
  project: text,
  /** The agent that ran the session, and its own id of it: `claude-code/<id>`. */
  session: text,
  /** Time of the session's last event, ISO 8601 UTC. */
  timestamp: text,
  /** What it was doing then. */
  phase: z.enum(['working', 'waiting', 'interrupted', 'failed']),
  /** Pressure on the context at the end, in percent of the limit. */
  context_usage_before: z.optional(text),
  /** Id of the manifest that this session was resumed from. */
  parent: z.optional(text),
  /** HMAC-SHA-256 over the rest, 128 bits as base64url. */
  sig: z.optional(text),
});

const ActiveState = z.strictObject({
  /** The current request, in the user's words. */
  current_work: z.optional(text),
  last_file_modified: z.optional(text),
  last_command_run: z.optional(text),
  /** What fails now: test names and error lines. Absent: nothing is known to fail. */
  environment_status: texts,
  /** Tests that failed in the session and passed since: the first to look at when something breaks again. */
  passed_since: texts,
});

const CriticalContext = z.strictObject({
  /** Rules of the user that still hold, verbatim. */
  rules: texts,
  /** How many more rules did not fit; they are in the evidence beside the manifest. */
  more_rules: z.optional(z.int()),
  key_decisions: texts,
  /** What was tried and does not work. */
  failed: texts,
  important_findings: texts,
  blockers: texts,
  next_steps: texts,
  /** Done already, and not to be done again: pushed, published, merged. */
  effects: texts,
});

const MemoryPointers = z.strictObject({
  git_branch: z.optional(text),
  /** Commit that was checked out, abbreviated. */
  commit: z.optional(text),
  /** Commits that were not pushed; absent when unknown. */
  unpushed: z.optional(z.int()),
  /** Files that matter next, by folder. */
  files: z.optional(Folder),
  /** Issues, URLs, addresses, commits, ids. */
  refs: z.optional(words),
  /** Names in the code at the work front. */
  names: z.optional(words),
  project_state_file: z.optional(text),
});

const CompressionMetrics = z.strictObject({
  /** Estimated tokens of all that the session showed its model; the manifest's own follow from its size. */
  original_tokens: z.int(),
});

/** What a session leaves to the next one, in less than 2,048 bytes. Empty fields are left out. */
export const Manifest = z.strictObject({
  session_metadata: SessionMetadata,
  completed_tasks: texts,
  /** Only the text of a task that waits and of which no more is known. */
  pending_tasks: z.optional(z.array(z.union([text, PendingTask]))),
  active_state: ActiveState,
  critical_context: CriticalContext,
  memory_pointers: MemoryPointers,
  /** Commands that work here, the ones to run first in front. */
  bootstrap_instructions: texts,
  context_compression_metrics: CompressionMetrics,
});

export type Manifest = z.infer<typeof Manifest>;
