import type { ToolAction } from '../../session/events.ts';
import { asArray, asObject, asString, type JsonObject } from '../json.ts';
import { isPatchCommand, patchActions } from '../patches.ts';

const SHELLS = /(?:^|[\\/])(?:ba|z|da|fi|k)?sh$|(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i;

/** What a function call does; a patch may do several things. Unknown functions (MCP and later ones) are `other`. */
export function functionActions(name: string, input: JsonObject): ToolAction[] {
  switch (name) {
    case 'exec_command':
    case 'shell':
    case 'shell_command':
    case 'container.exec':
      return commandActions(input['cmd'] ?? input['command'], input['workdir']);
    case 'apply_patch':
      return patchActions(asString(input['input']) ?? asString(input['patch']) ?? '');
    case 'view_image':
    case 'read_file':
      return [{ type: 'read', paths: strings(input['path'] ?? input['file_path']) }];
    case 'grep_files':
      return [{ type: 'search', pattern: asString(input['pattern']) ?? '', paths: strings(input['path']) }];
    case 'spawn_agent':
      return [{ type: 'delegate', prompt: asString(input['message']) ?? asString(input['prompt']) ?? '' }];
    default:
      return [{ type: 'other' }];
  }
}

/** What a command does, given as text or as its arguments: a patch that it carries counts for the command. */
export function commandActions(value: unknown, workdir: unknown): ToolAction[] {
  const command = typeof value === 'string' ? value : unwrapped(asArray(value).filter(isString));
  if (command === '') return [{ type: 'other' }];
  if (isPatchCommand(command)) return patchActions(command);
  return [{ type: 'command', command, cwd: asString(workdir) }];
}

/** What a search of the web by the model's provider does. */
export function webAction(action: unknown): ToolAction {
  const what = asObject(action);
  const url = asString(what?.['url']);
  if (url !== undefined) return { type: 'fetch', url };
  return { type: 'search', pattern: asString(what?.['query']) ?? '', paths: [] };
}

/** `["bash", "-lc", "make"]` is the command `make`. */
function unwrapped(words: readonly string[]): string {
  const [shell = '', flag = '', script] = words;
  const isShell = SHELLS.test(shell) && flag.startsWith('-') && script !== undefined;
  return isShell ? (words.at(-1) ?? '') : words.join(' ');
}

function strings(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
