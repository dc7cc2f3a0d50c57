import type { Line } from '../contract.ts';

/** What the first bytes of a line tell. */
export interface RecordHead {
  at: string;
  type: string;
  /** The type of the payload, where it comes first. */
  kind: string | undefined;
}

const HEAD_BYTES = 200;
const HEAD =
  /^\{"timestamp":"([^"]{1,40})",(?:"ordinal":\d{1,15},)?"type":"(\w{1,60})"(?:,"payload":\{"type":"(\w{1,60})")?/;

/** Reads a record's head without parsing the line; undefined when its keys are in another order. */
export function recordHead({ buffer, start, end }: Line): RecordHead | undefined {
  const match = HEAD.exec(buffer.toString('latin1', start, Math.min(end, start + HEAD_BYTES)));
  if (!match) return undefined;
  const [, at = '', type = '', kind] = match;
  return { at, type, kind };
}

/** Records that say nothing that is needed. `compacted` is not among them, but is not parsed either. */
export const IRRELEVANT_RECORDS: ReadonlySet<string> = new Set([
  'world_state',
  'token_usage_record',
  'inter_agent_communication',
  'inter_agent_communication_metadata',
]);

/**
 * Events and items that say nothing that is needed, or repeat what another says: `agent_message` and
 * `task_complete` repeat the assistant's message, `exec_command_end` repeats the output (0.4x to 0.169).
 */
const IRRELEVANT_KIND =
  /^(?:agent_(?:message|reasoning).*|reasoning|exec_command_.*|patch_apply_(?:begin|updated)|mcp_.*|web_search_(?:begin|end)|collab_.*|item_(?:started|updated)|turn_diff|(?:entered|exited)_review_mode|plan_(?:update|delta)|thread_(?:settings_applied|goal_updated)|background_event|warning|guardian_.*|image_generation_.*|view_image_tool_call|undo_.*|dynamic_tool_call_.*|hook_.*|sub_agent_activity|deprecation_notice|session_configured|stream_error|model_.*|realtime_.*|ghost_snapshot|compaction(?:_summary|_trigger)?|context_compaction|agent_message|terminal_interaction|request_.*|elicitation_.*|safety_.*|other)$/;

export function isIrrelevantKind(kind: string): boolean {
  return IRRELEVANT_KIND.test(kind);
}
