import { cutMiddle, type EventBody, type ToolAction } from '../../session/events.ts';
import { exitCodeIn } from '../exit-code.ts';
import { writtenText } from '../written-text.ts';
import { asCount, asId, asObject, asObjects, asString, contentText, type JsonObject } from '../json.ts';

const ROLES = new Set<unknown>([
  'user',
  'assistant',
  'toolResult',
  'bashExecution',
  'branchSummary',
  'compactionSummary',
  'custom',
  'hookMessage',
]);

export function isMessageRole(role: unknown): boolean {
  return ROLES.has(role);
}

/** The events of a message; `entryId` stands in where it has no id of its own. */
export function messageEvents(message: JsonObject, entryId: string): EventBody[] {
  switch (message['role']) {
    case 'user': {
      const text = contentText(message['content']).trim();
      return text ? [{ kind: 'prompt', text, origin: 'typed' }] : [];
    }
    case 'assistant':
      return assistantEvents(message, entryId);
    case 'toolResult':
      return [toolResult(message, entryId)];
    case 'bashExecution':
      return bashEvents(message, entryId);
    default:
      return []; // summaries are entries of their own; the rest is what extensions say
  }
}

function assistantEvents(message: JsonObject, entryId: string): EventBody[] {
  const events: EventBody[] = [];
  for (const block of asObjects(message['content'])) {
    const text = block['type'] === 'text' ? asString(block['text'])?.trim() : undefined;
    if (text) events.push({ kind: 'reply', text });
    if (block['type'] !== 'toolCall') continue;
    const tool = asString(block['name']) ?? 'tool';
    const action = toolAction(tool, asObject(block['arguments']) ?? {});
    events.push({ kind: 'tool-call', callId: asId(block['id']) ?? entryId, tool, action });
  }
  return [...events, ...usageEvents(message, entryId), ...turnEnd(message['stopReason'])];
}

/** What pi itself counts as the context: all tokens of the last answer that was neither aborted nor an error. */
function usageEvents(message: JsonObject, entryId: string): EventBody[] {
  const { stopReason } = message;
  const usage = asObject(message['usage']);
  const contextTokens = asCount(usage?.['totalTokens']);
  if (!contextTokens || stopReason === 'aborted' || stopReason === 'error') return [];
  return [
    {
      kind: 'usage',
      callId: asId(message['responseId']) ?? entryId,
      contextTokens,
      outputTokens: asCount(usage?.['output']),
      model: asString(message['model']),
    },
  ];
}

function turnEnd(stopReason: unknown): EventBody[] {
  if (stopReason === 'aborted') return [{ kind: 'turn-end', reason: 'interrupted' }];
  if (stopReason === 'error') return [{ kind: 'turn-end', reason: 'failed' }];
  return stopReason === 'stop' ? [{ kind: 'turn-end', reason: 'done' }] : [];
}

function toolAction(tool: string, input: JsonObject): ToolAction {
  const path = asString(input['path']) ?? asString(input['file_path']);
  const paths = path === undefined ? [] : [path];
  switch (tool) {
    case 'read':
      return { type: 'read', paths };
    case 'edit':
      return {
        type: 'edit',
        paths,
        text: writtenText(...asObjects(input['edits']).map((edit) => edit['newText']), input['newText']),
      };
    case 'write':
      return { type: 'write', paths, text: writtenText(input['content']) };
    case 'bash':
      return { type: 'command', command: asString(input['command']) ?? '' };
    case 'grep':
    case 'find':
    case 'ls':
      return { type: 'search', pattern: asString(input['pattern']) ?? '', paths };
    default:
      return { type: 'other' };
  }
}

function toolResult(message: JsonObject, entryId: string): EventBody {
  const output = contentText(message['content']);
  const exitCode = message['toolName'] === 'bash' ? exitCodeIn(output) : undefined;
  return {
    kind: 'tool-result',
    callId: asId(message['toolCallId']) ?? entryId,
    ok: message['isError'] !== true && (exitCode ?? 0) === 0,
    exitCode,
    output: cutMiddle(output),
  };
}

/** A command that the person ran with `!`; with `!!` the model does not see it, but its effects are there. */
function bashEvents(message: JsonObject, entryId: string): EventBody[] {
  const command = asString(message['command']) ?? '';
  const exitCode = asCount(message['exitCode']);
  const output = message['excludeFromContext'] === true ? '' : (asString(message['output']) ?? '');
  const ok = message['cancelled'] !== true && (exitCode ?? 0) === 0;
  return [
    { kind: 'tool-call', callId: entryId, tool: 'bash', action: { type: 'command', command } },
    { kind: 'tool-result', callId: entryId, ok, exitCode, output: cutMiddle(output) },
  ];
}
