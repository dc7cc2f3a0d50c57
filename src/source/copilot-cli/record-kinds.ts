import type { Line } from '../contract.ts';

/** The type stands first in a record. */
const HEAD = /^\{"type":"([\w.]{1,60})"/;
const HEAD_BYTES = 80;

/**
 * Kinds of record that say nothing that is needed, as of 1.0.x (2026-11). Hooks and system messages are two fifths of
 * all bytes; tool calls are read where they are carried out, not where they are asked for.
 */
const IRRELEVANT = new RegExp(
  `^(?:${[
    '(?:hook|permission|system|subagent|skill|elicitation|user_input|sampling|mcp|external_tool|commands?)\\.\\w+',
    '(?:exit_plan_mode|auto_mode_switch|capabilities|pending_messages|model)\\.\\w+',
    'session\\.(?:info|warning|idle|handoff|truncation|snapshot_rewind|usage_info|usage_checkpoint)',
    'session\\.(?:mode|plan|permissions|tools|workspace_file|background_tasks|remote_steerable)_\\w+',
    'session\\.(?:schedule|skills|custom_agents|mcp_servers?|extensions|autopilot|custom)_\\w+',
    'session\\.import_legacy',
    'assistant\\.(?:intent|reasoning|usage|streaming|message_start|turn_retry)\\w*',
    'assistant\\.(?:reasoning|message|streaming)_delta',
    'tool\\.(?:user_requested|execution_progress|execution_partial_result)',
  ].join('|')})$`,
);

export function isIrrelevantType(type: string): boolean {
  return IRRELEVANT.test(type);
}

/** Recognises an irrelevant record by its first bytes, without parsing it. */
export function isIrrelevantLine({ buffer, start, end }: Line): boolean {
  const type = HEAD.exec(buffer.toString('latin1', start, Math.min(end, start + HEAD_BYTES)))?.[1];
  return type !== undefined && isIrrelevantType(type);
}
