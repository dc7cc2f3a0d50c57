import type { ToolAction } from '../../session/events.ts';
import { asArray, asString, type JsonObject } from '../json.ts';
import { writtenText } from '../written-text.ts';

/** What a tool of somebody's own does, by the names of its arguments and, for files, its own name. */
export function toolAction(tool: string, input: JsonObject): ToolAction {
  const command = input['command'] ?? input['cmd'] ?? input['script'];
  if (typeof command === 'string' && command !== '') return { type: 'command', command };
  const words = asArray(command).filter((word) => typeof word === 'string');
  if (words.length > 0) return { type: 'command', command: words.join(' ') };
  const path = firstOf(input, ['path', 'file_path', 'filePath', 'filename', 'file', 'target_file']);
  const pattern = firstOf(input, ['pattern', 'query', 'regex', 'search']);
  if (pattern !== undefined) return { type: 'search', pattern, paths: path === undefined ? [] : [path] };
  if (path !== undefined) {
    const text = writtenText(input['new_string'], input['new_str'], input['content']);
    return { type: fileUse(tool), paths: [path], ...(text !== undefined && { text }) };
  }
  const url = asString(input['url']);
  if (url !== undefined) return { type: 'fetch', url };
  const prompt = firstOf(input, ['prompt', 'task']);
  return prompt === undefined ? { type: 'other' } : { type: 'delegate', prompt };
}

function firstOf(input: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = asString(input[name]);
    if (value) return value;
  }
  return undefined;
}

function fileUse(tool: string): 'read' | 'edit' | 'write' | 'delete' {
  if (/delete|remove|unlink/i.test(tool)) return 'delete';
  if (/edit|replace|patch|update|insert|modify/i.test(tool)) return 'edit';
  return /write|create|save/i.test(tool) ? 'write' : 'read';
}
