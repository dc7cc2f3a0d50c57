import { cutMiddle, type EventBody, type TaskChange, type ToolAction } from '../../session/events.ts';
import { asId, asObject, asObjects, asString, parseObject, type JsonObject } from '../json.ts';
import { taskStatus } from '../tasks.ts';
import { shellOutput } from './shell-output.ts';
import { writtenText } from '../written-text.ts';

/** The states of a call that has ended. */
const ENDED = new Set<unknown>(['success', 'error', 'cancelled']);
const NOT_ALLOWED = /\bUser did not allow tool call\b/;
const URL_IN_PROMPT = /https?:\/\/[^\s"'<>)\]]+/;

/** The events of a call that an answer holds, with its result once it ended. */
export function toolEvents(call: JsonObject, fallbackId: string): EventBody[] {
  const tool = asString(call['name']) ?? 'tool';
  const callId = asId(call['id']) ?? fallbackId;
  const input = asObject(call['args']) ?? {};
  const action = toolAction(tool, input);
  const called: EventBody = { kind: 'tool-call', callId, tool, action };
  if (!ENDED.has(call['status'])) return [called];
  const isDone = call['status'] === 'success';
  const shown = outputOf(call);
  const { output, exitCode } =
    action.type === 'command' ? shellOutput(shown) : { output: shown, exitCode: undefined };
  const result: EventBody = {
    kind: 'tool-result',
    callId,
    ok: isDone && (exitCode ?? 0) === 0,
    exitCode,
    output: cutMiddle(output),
    refused: !isDone && NOT_ALLOWED.test(output) ? {} : undefined,
  };
  return [called, result, ...(isDone ? stateEvents(tool, input, output) : [])];
}

/** What a call does. Unknown tools (MCP and later ones) are `other`. */
function toolAction(tool: string, input: JsonObject): ToolAction {
  const text = (...keys: string[]): string =>
    keys.map((key) => asString(input[key])).find((value) => value !== undefined) ?? '';
  const path = text('file_path', 'absolute_path', 'dir_path', 'path');
  const paths = path === '' ? [] : [path];
  switch (tool) {
    case 'read_file':
      return { type: 'read', paths };
    case 'replace':
    case 'edit':
      return { type: 'edit', paths, text: writtenText(input['new_string']) };
    case 'write_file':
      return { type: 'write', paths, text: writtenText(input['content']) };
    case 'run_shell_command':
      return { type: 'command', command: text('command'), cwd: text('dir_path', 'directory') || undefined };
    case 'list_directory':
    case 'glob':
    case 'grep_search':
    case 'search_file_content':
      return { type: 'search', pattern: text('pattern'), paths };
    case 'google_web_search':
      return { type: 'search', pattern: text('query'), paths: [] };
    case 'web_fetch':
      return { type: 'fetch', url: URL_IN_PROMPT.exec(text('url', 'prompt'))?.[0] ?? '' };
    case 'delegate_to_agent':
    case 'invoke_agent':
    case 'codebase_investigator':
      return { type: 'delegate', prompt: text('prompt', 'objective', 'task') };
    default:
      return { type: 'other' };
  }
}

/** What a successful call changes in the agent's task list, or tells of the person. */
function stateEvents(tool: string, input: JsonObject, output: string): EventBody[] {
  if (tool === 'write_todos') return [{ kind: 'tasks', whole: true, tasks: todos(input['todos']) }];
  if (tool !== 'ask_user') return [];
  const answers = asObject(parseObject(output)?.['answers']) ?? {};
  return asObjects(input['questions']).flatMap((asked, index): EventBody[] => {
    const question = asString(asked['question']);
    const answer = asString(answers[String(index)]);
    return question === undefined || !answer ? [] : [{ kind: 'answer', question, answer }];
  });
}

function todos(list: unknown): TaskChange[] {
  return asObjects(list).flatMap((todo) => {
    const text = asString(todo['description']);
    return text === undefined ? [] : [{ text, status: taskStatus(todo['status']) ?? 'pending' }];
  });
}

/** What the model was given: the response's `output`, or its `error`. */
function outputOf(call: JsonObject): string {
  return asObjects(call['result'])
    .flatMap((part) => {
      const response = asObject(asObject(part['functionResponse'])?.['response']);
      return asString(response?.['output']) ?? asString(response?.['error']) ?? [];
    })
    .join('\n');
}
