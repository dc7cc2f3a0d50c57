import type { EventBody, Usage } from '../../session/events.ts';
import type { BoundedMap } from '../bounded-map.ts';
import { asCount, asId, asObject, asObjects, asString, type JsonObject } from '../json.ts';
import { taskList, taskStatus } from '../tasks.ts';
import { toolAction } from './tools.ts';

/** Tools whose result carries what the call alone does not: an id, an answer, an approval. */
const AWAITED_TOOLS = new Set(['TaskCreate', 'AskUserQuestion', 'ExitPlanMode']);

/** A task's subject waits in the reader's state for its id, and is cut to this. */
const MAX_SUBJECT_LENGTH = 300;

/** A call whose result is needed to understand it. */
export interface AwaitedCall {
  tool: string;
  subject: string | undefined;
}

/** The events of an assistant record, which holds one block of an API message and a copy of its usage. */
export function assistantEvents(record: JsonObject, awaited: BoundedMap<AwaitedCall>): EventBody[] {
  const message = asObject(record['message']);
  if (!message) return [];
  if (message['model'] === '<synthetic>') {
    return record['isApiErrorMessage'] === true ? [{ kind: 'turn-end', reason: 'failed' }] : [];
  }
  const events = asObjects(message['content']).flatMap((block) => blockEvents(block, awaited));
  const callId = asId(message['id']) ?? asId(record['requestId']) ?? asId(record['uuid']) ?? '';
  const usage = usageEvent(message, callId);
  return usage ? [...events, usage] : events;
}

function blockEvents(block: JsonObject, awaited: BoundedMap<AwaitedCall>): EventBody[] {
  if (block['type'] === 'text') {
    const text = asString(block['text'])?.trim();
    return text ? [{ kind: 'reply', text }] : [];
  }
  const callId = asId(block['id']);
  const tool = asString(block['name']);
  if (block['type'] !== 'tool_use' || callId === undefined || tool === undefined) return [];
  const input = asObject(block['input']) ?? {};
  const subject = asString(input['subject'])?.slice(0, MAX_SUBJECT_LENGTH);
  if (AWAITED_TOOLS.has(tool)) awaited.set(callId, { tool, subject });
  const call: EventBody = { kind: 'tool-call', callId, tool, action: toolAction(tool, input) };
  return [call, ...stateEvents(tool, input)];
}

/** What a call changes by itself in the agent's task list or plan. */
function stateEvents(tool: string, input: JsonObject): EventBody[] {
  switch (tool) {
    case 'TodoWrite':
      return [{ kind: 'tasks', whole: true, tasks: taskList(input['todos']) }];
    case 'TaskUpdate': {
      const id = asId(input['taskId']);
      if (id === undefined) return [];
      const task = { id, text: asString(input['subject']), status: taskStatus(input['status']) };
      return [{ kind: 'tasks', whole: false, tasks: [task] }];
    }
    case 'ExitPlanMode':
      return [{ kind: 'plan', state: 'proposed', text: asString(input['plan']) }];
    default:
      return [];
  }
}

/** Context = input + cache read + cache write, as the status line counts it; output is not part of it. */
function usageEvent(message: JsonObject, callId: string): Usage | undefined {
  const usage = asObject(message['usage']);
  if (!usage) return undefined;
  const written = asObject(usage['cache_creation']);
  const nested =
    (asCount(written?.['ephemeral_5m_input_tokens']) ?? 0) +
    (asCount(written?.['ephemeral_1h_input_tokens']) ?? 0);
  const contextTokens =
    (asCount(usage['input_tokens']) ?? 0) +
    (asCount(usage['cache_read_input_tokens']) ?? 0) +
    Math.max(asCount(usage['cache_creation_input_tokens']) ?? 0, nested);
  if (contextTokens === 0) return undefined;
  return {
    kind: 'usage',
    callId,
    contextTokens,
    outputTokens: asCount(usage['output_tokens']),
    model: asString(message['model']),
  };
}
