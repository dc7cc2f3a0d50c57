import type { ToolAction } from '../../session/events.ts';
import { patchActions } from '../patches.ts';
import { asArray, asString, isObject, type JsonObject } from '../json.ts';
import { writtenText } from '../written-text.ts';

/** What a call does; a patch may do several things. Unknown tools (MCP and later ones) are `other`. */
export function toolActions(tool: string, given: JsonObject | string): ToolAction[] {
  const input: JsonObject = isObject(given) ? given : {};
  if (tool !== 'apply_patch') return [toolAction(tool, input)];
  const actions = patchActions(typeof given === 'string' ? given : (asString(input['input']) ?? ''));
  return actions.length > 0 ? actions : [{ type: 'other' }];
}

function toolAction(tool: string, input: JsonObject): ToolAction {
  const text = (key: string): string => asString(input[key]) ?? '';
  const paths = strings(input['path'] ?? input['paths']);
  switch (tool) {
    case 'view':
      return { type: 'read', paths };
    case 'edit':
    case 'str_replace':
    case 'insert':
      return { type: 'edit', paths, text: writtenText(input['new_str']) };
    case 'create':
      return { type: 'write', paths, text: writtenText(input['file_text']) };
    case 'bash':
    case 'powershell':
      return { type: 'command', command: text('command') };
    case 'rg':
    case 'grep':
    case 'glob':
      return { type: 'search', pattern: text('pattern'), paths };
    case 'web_search':
      return { type: 'search', pattern: text('query'), paths: [] };
    case 'web_fetch':
    case 'fetch':
      return { type: 'fetch', url: text('url') };
    case 'task':
      return { type: 'delegate', prompt: text('prompt') };
    default:
      return { type: 'other' };
  }
}

function strings(value: unknown): string[] {
  return (typeof value === 'string' ? [value] : asArray(value)).filter((path) => typeof path === 'string');
}
