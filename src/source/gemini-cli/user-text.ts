import type { EventBody } from '../../session/events.ts';
import { contentText, type JsonObject } from '../json.ts';

/** Text that Gemini CLI writes in the person's name. Prefixes, as of 0.6x (2026-11). */
const HARNESS_PREFIXES = [
  'System: Please continue.',
  'This is the Gemini CLI. We are setting up the context',
  '<session_context>',
  "Here is the user's editor context",
  "Here is a summary of changes in the user's editor context",
];
const SNAPSHOT = '<state_snapshot>';
/** What a hook adds to a prompt. */
const HOOK_CONTEXT = /<hook_context>[\s\S]*?<\/hook_context>/g;
/** Behind this mark stand the files that the prompt names with `@`. */
const REFERENCED_FILES = /\n?--- Content from referenced files ---[\s\S]*$/;
/** A command to Gemini CLI itself, without arguments. */
const BARE_COMMAND = /^\/[a-z]+$/;

/** What the person typed: as it was shown, where that differs from what the model was given. */
export function typedText(message: JsonObject): string | undefined {
  const shown = contentText(message['displayContent']);
  const text = (shown || contentText(message['content']))
    .replace(HOOK_CONTEXT, '')
    .replace(REFERENCED_FILES, '')
    .trim();
  if (text === '' || BARE_COMMAND.test(text) || HARNESS_PREFIXES.some((prefix) => text.startsWith(prefix)))
    return undefined;
  return text;
}

/** A message that stands for the history that was compacted; empty when it is none. */
export function snapshotEvents(message: JsonObject): EventBody[] {
  const text = contentText(message['content']).trim();
  if (!text.includes(SNAPSHOT)) return [];
  return [{ kind: 'compaction' }, { kind: 'recap', of: 'compaction', text }];
}
