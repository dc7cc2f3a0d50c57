import type { EventBody, ToolAction } from '../../session/events.ts';
import { asId, asObject, asString, parseObject, type JsonObject } from '../json.ts';
import { taskList } from '../tasks.ts';
import { commandActions, functionActions, webAction } from './actions.ts';
import type { CallMemory } from './call-memory.ts';
import { changeActions, patchActions } from '../patches.ts';

/** The events of a response item that calls a tool. */
export function callEvents(item: JsonObject, memory: CallMemory, offset: number): EventBody[] {
  const callId = asId(item['call_id']) ?? asId(item['id']) ?? `call@${offset}`;
  const tool = asString(item['name']) ?? String(item['type']);
  switch (item['type']) {
    case 'function_call':
      return functionEvents({ callId, tool }, functionInput(item['arguments']), memory);
    case 'custom_tool_call':
      if (tool !== 'apply_patch') return reported({ callId, tool }, [{ type: 'other' }], memory);
      return reported({ callId, tool }, patchActions(asString(item['input']) ?? ''), memory);
    case 'local_shell_call': {
      const action = asObject(item['action']);
      const actions = commandActions(action?.['command'], action?.['working_directory']);
      return reported({ callId, tool: 'local_shell' }, actions, memory);
    }
    case 'web_search_call': {
      const call: EventBody = {
        kind: 'tool-call',
        callId,
        tool: 'web_search',
        action: webAction(item['action']),
      };
      // The provider runs the search; what it found goes to the model only.
      return [call, { kind: 'tool-result', callId, ok: item['status'] !== 'failed', output: '' }];
    }
    default:
      return reported({ callId, tool }, [{ type: 'other' }], memory);
  }
}

/** The events of a patch that no call has told of: newer builds apply patches from inside other tools. */
export function patchEvents(event: JsonObject, memory: CallMemory, offset: number): EventBody[] {
  const callId = asId(event['call_id']) ?? `patch@${offset}`;
  if (memory.patches.has(callId)) return [];
  const changes = Object.entries(asObject(event['changes']) ?? {});
  const types = changes.map(([path, change]) => [path, asObject(change)?.['type']] as const);
  const calls = reported({ callId: `${callId}#patch`, tool: 'apply_patch' }, changeActions(types), memory);
  const ok = event['success'] === true;
  const output = (ok ? asString(event['stdout']) : asString(event['stderr'])) ?? '';
  const results = calls.flatMap((call): EventBody[] =>
    call.kind === 'tool-call' ? [{ kind: 'tool-result', callId: call.callId, ok, output }] : [],
  );
  return [...calls, ...results];
}

interface CallName {
  callId: string;
  tool: string;
}

function functionEvents({ callId, tool }: CallName, input: JsonObject, memory: CallMemory): EventBody[] {
  if (tool === 'write_stdin') {
    const session = String(input['session_id']);
    if (memory.running.has(session)) {
      memory.polls.set(callId, session);
      return []; // its result is that of the command which still runs
    }
  }
  const calls = reported({ callId, tool }, functionActions(tool, input), memory);
  if (tool !== 'update_plan') return calls;
  return [...calls, { kind: 'tasks', whole: true, tasks: taskList(input['plan']) }];
}

/** One call for each action; the first has the id of the call itself, so that its result is found. */
function reported({ callId, tool }: CallName, actions: ToolAction[], memory: CallMemory): EventBody[] {
  const isPatch = tool === 'apply_patch' || actions.some(isFileChange);
  const done: ToolAction[] = actions.length > 0 ? actions : [{ type: 'other' }];
  const ids = done.map((_, index) => (index === 0 ? callId : `${callId}#${index + 1}`));
  if (isPatch) memory.patches.set(callId, ids.join(' '));
  return done.map((action, index) => ({
    kind: 'tool-call',
    callId: ids[index] ?? callId,
    tool,
    action,
  }));
}

function isFileChange(action: ToolAction): boolean {
  return action.type === 'edit' || action.type === 'write' || action.type === 'delete';
}

/** Arguments are JSON in a string; a model may have written anything. */
function functionInput(value: unknown): JsonObject {
  return (typeof value === 'string' ? parseObject(value) : asObject(value)) ?? {};
}
