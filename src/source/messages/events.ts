import { cutMiddle, type EventBody } from '../../session/events.ts';
import { exitCodeIn } from '../exit-code.ts';
import {
  asId,
  asObject,
  asObjects,
  asString,
  contentText,
  parseObject,
  unknownKind,
  type JsonObject,
} from '../json.ts';
import type { Outcome } from '../contract.ts';
import { toolAction } from './tool-action.ts';

/** Items of the Responses API that hold nothing that was said or done. */
const IRRELEVANT_ITEMS = new Set<unknown>(['reasoning', 'item_reference', 'compaction']);

/**
 * The events of one message of OpenAI Chat, one item of OpenAI Responses, or one message of Anthropic Messages. The
 * three differ enough that each message can be told by itself, so a list may mix them.
 */
export function messageEvents(message: JsonObject, offset: number): EventBody[] | Outcome {
  const { role, type } = message;
  if (role === undefined) return itemEvents(message, offset);
  switch (role) {
    case 'system':
    case 'developer':
      return 'ignored'; // the harness's words, not the user's
    case 'user':
      return [...results(message), ...prompt(message['content'])];
    case 'assistant':
    case 'model':
      return assistantEvents(message, offset);
    case 'tool':
    case 'function':
      return [result(message['tool_call_id'] ?? message['name'], message['content'])];
    default:
      return unknownKind(type === undefined ? role : type, 'role');
  }
}

function itemEvents(item: JsonObject, offset: number): EventBody[] | Outcome {
  const type = asString(item['type']) ?? '';
  if (IRRELEVANT_ITEMS.has(type)) return 'ignored';
  if (type.endsWith('_output')) return [result(item['call_id'] ?? item['id'], item['output'])];
  if (type !== 'function_call' && type !== 'custom_tool_call' && type !== 'local_shell_call') {
    return unknownKind(item['type'], 'item');
  }
  const input = item['arguments'] ?? item['input'] ?? item['action'];
  return [call(item['call_id'] ?? item['id'], item['name'] ?? type, input, offset)];
}

function assistantEvents(message: JsonObject, offset: number): EventBody[] {
  const events: EventBody[] = [];
  const text = spokenText(message['content']);
  if (text) events.push({ kind: 'reply', text });
  for (const block of asObjects(message['content'])) {
    if (block['type'] === 'tool_use') events.push(call(block['id'], block['name'], block['input'], offset));
  }
  for (const toolCall of asObjects(message['tool_calls'])) {
    const called = asObject(toolCall['function']) ?? asObject(toolCall['custom']) ?? toolCall;
    events.push(call(toolCall['id'], called['name'], called['arguments'] ?? called['input'], offset));
  }
  const called = asObject(message['function_call']);
  if (called) events.push(call(called['name'], called['name'], called['arguments'], offset));
  return events;
}

function prompt(content: unknown): EventBody[] {
  const text = spokenText(content);
  return text ? [{ kind: 'prompt', text, origin: 'typed' }] : [];
}

/** Anthropic sends the results of tools as blocks of a user's message. */
function results(message: JsonObject): EventBody[] {
  return asObjects(message['content']).flatMap((block) =>
    block['type'] === 'tool_result'
      ? [result(block['tool_use_id'], block['content'], block['is_error'] === true)]
      : [],
  );
}

function call(id: unknown, name: unknown, input: unknown, offset: number): EventBody {
  const tool = asString(name) ?? 'tool';
  const found = typeof input === 'string' ? (parseObject(input) ?? {}) : (asObject(input) ?? {});
  return { kind: 'tool-call', callId: asId(id) ?? `call@${offset}`, tool, action: toolAction(tool, found) };
}

/** OpenAI's shapes do not say whether a tool failed; its output may. */
function result(id: unknown, content: unknown, isError: boolean = false): EventBody {
  const output = contentText(content);
  const exitCode = exitCodeIn(output);
  const failed = exitCode === undefined ? /^\s*(?:error\b|traceback \()/i.test(output) : exitCode !== 0;
  return {
    kind: 'tool-result',
    callId: asId(id) ?? '',
    ok: !isError && !failed,
    exitCode,
    output: cutMiddle(output),
  };
}

function spokenText(content: unknown): string {
  if (typeof content === 'string') return content.trim();
  const spoken = asObjects(content).filter(({ type }) => /^(?:(?:input|output)_)?text$/.test(String(type)));
  return contentText(spoken).trim();
}
