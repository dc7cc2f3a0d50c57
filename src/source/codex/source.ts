import type { Source } from '../contract.ts';
import { discover } from './discover.ts';
import { CodexReader } from './reader.ts';

const WRAPPED_RECORD =
  /^\s*\{"timestamp":\s*"[^"]*",\s*(?:"ordinal":\s*\d+,\s*)?"type":\s*"(?:session_meta|turn_context|response_item|event_msg|compacted|world_state)",\s*"payload":/;
/** The same records with their keys in another order, as tools that rewrite files leave them. */
const REORDERED_META = /^\s*\{[^\n]*"type":\s*"session_meta"[^\n]*\}/;
/** The first line of versions before 0.44 has no type. */
const OLD_HEADER = /^\s*\{"id":\s*"[^"]*",\s*"timestamp":\s*"[^"]*",\s*"instructions":/;

/** Codex CLI, its desktop application and its extension for editors, 0.3x to 0.169. */
export const codex: Source = {
  agent: 'codex',
  label: 'Codex',
  recordsUsage: true,
  recognises: (head) => WRAPPED_RECORD.test(head) || REORDERED_META.test(head) || OLD_HEADER.test(head),
  discover,
  reader: (state) => new CodexReader(state),
};
