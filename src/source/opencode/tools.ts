import { cutMiddle, type EventBody, type ToolAction } from '../../session/events.ts';
import { patchActions } from '../patches.ts';
import { asArray, asId, asObject, asObjects, asString, type JsonObject } from '../json.ts';
import { taskList } from '../tasks.ts';
import { writtenText } from '../written-text.ts';

const REFUSED =
  /^The user rejected permission to use this specific tool call(?: with the following feedback: ([\s\S]+))?/;

/** The events of a part that holds a tool call and, once it ended, its result. */
export function toolEvents(part: JsonObject): EventBody[] {
  const tool = asString(part['tool']) ?? 'tool';
  const callId = asId(part['callID']) ?? asId(part['id']);
  if (callId === undefined) return [];
  const state = asObject(part['state']) ?? {};
  const input = asObject(state['input']) ?? {};
  const isOver = state['status'] === 'completed' || state['status'] === 'error';
  const calls = toolActions(tool, input).flatMap((action, index): EventBody[] => {
    const id = index === 0 ? callId : `${callId}#${index + 1}`;
    const call: EventBody = { kind: 'tool-call', callId: id, tool, action };
    return isOver ? [call, toolResult(id, tool, state)] : [call];
  });
  if (state['status'] !== 'completed') return calls;
  if (tool === 'todowrite') calls.push({ kind: 'tasks', whole: true, tasks: taskList(input['todos']) });
  return tool === 'question' ? [...calls, ...answers(input, state)] : calls;
}

/** What a call does; a patch may do several things. Unknown tools (MCP and later ones) are `other`. */
function toolActions(tool: string, input: JsonObject): ToolAction[] {
  const text = (key: string): string => asString(input[key]) ?? '';
  const path = asString(input['filePath']) ?? asString(input['path']);
  const paths = path === undefined ? [] : [path];
  switch (tool) {
    case 'read':
      return [{ type: 'read', paths }];
    case 'write':
    case 'edit':
      return [{ type: tool, paths, text: writtenText(input['newString'], input['content']) }];
    case 'multiedit':
      return [{ type: 'edit', paths }];
    case 'apply_patch':
    case 'patch': {
      const actions = patchActions(text('patchText'));
      return actions.length > 0 ? actions : [{ type: 'other' }];
    }
    case 'bash':
      return [{ type: 'command', command: text('command'), cwd: asString(input['workdir']) }];
    case 'grep':
    case 'glob':
    case 'list':
      return [{ type: 'search', pattern: text('pattern'), paths }];
    case 'websearch':
    case 'codesearch':
      return [{ type: 'search', pattern: text('query'), paths: [] }];
    case 'webfetch':
      return [{ type: 'fetch', url: text('url') }];
    case 'task':
      return [{ type: 'delegate', prompt: text('prompt') }];
    default:
      return [{ type: 'other' }];
  }
}

/** A command that failed is `completed` all the same; `invalid` stands for a call that could not be understood. */
function toolResult(callId: string, tool: string, state: JsonObject): EventBody {
  const output = asString(state['output']) ?? asString(state['error']) ?? '';
  const exit = asObject(state['metadata'])?.['exit'];
  const exitCode = typeof exit === 'number' && Number.isInteger(exit) ? exit : undefined;
  const isDone = state['status'] === 'completed' && tool !== 'invalid';
  const refused = isDone ? null : REFUSED.exec(output);
  return {
    kind: 'tool-result',
    callId,
    ok: isDone && (exitCode ?? 0) === 0,
    exitCode,
    output: cutMiddle(output),
    refused: refused ? { reason: refused[1]?.trim() } : undefined,
  };
}

/** What the person answered to the questions of the `question` tool: the labels that were chosen, or own words. */
function answers(input: JsonObject, state: JsonObject): EventBody[] {
  const given = asArray(asObject(state['metadata'])?.['answers']);
  return asObjects(input['questions']).flatMap((asked, index): EventBody[] => {
    const question = asString(asked['question']);
    const answer = asArray(given[index])
      .filter((label) => typeof label === 'string')
      .join(', ');
    return question === undefined || answer === '' ? [] : [{ kind: 'answer', question, answer }];
  });
}
