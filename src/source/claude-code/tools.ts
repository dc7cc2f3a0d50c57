import type { ToolAction } from '../../session/events.ts';
import { asObjects, asString, type JsonObject } from '../json.ts';
import { writtenText } from '../written-text.ts';

const OTHER: ToolAction = { type: 'other' };

/** What a call of one of Claude Code's tools does. Unknown tools (MCP and later ones) are `other`. */
export function toolAction(tool: string, input: JsonObject): ToolAction {
  const path = asString(input['file_path']) ?? asString(input['notebook_path']);
  const paths = path === undefined ? [] : [path];
  switch (tool) {
    case 'Read':
    case 'NotebookRead':
      return { type: 'read', paths };
    case 'Edit':
    case 'MultiEdit':
    case 'NotebookEdit':
      return { type: 'edit', paths, text: writtenText(input['new_string'], ...newStrings(input['edits'])) };
    case 'Write':
      return { type: 'write', paths, text: writtenText(input['content']) };
    case 'Bash':
    case 'PowerShell': {
      const command = asString(input['command']);
      return command === undefined ? OTHER : { type: 'command', command };
    }
    case 'Grep':
    case 'Glob': {
      const where = asString(input['path']);
      const pattern = asString(input['pattern']) ?? '';
      return { type: 'search', pattern, paths: where === undefined ? [] : [where] };
    }
    case 'WebFetch':
      return { type: 'fetch', url: asString(input['url']) ?? '' };
    case 'Task':
    case 'Agent':
      return { type: 'delegate', prompt: asString(input['prompt']) ?? '' };
    default:
      return OTHER;
  }
}

function newStrings(edits: unknown): unknown[] {
  return asObjects(edits).map((edit) => edit['new_string']);
}
