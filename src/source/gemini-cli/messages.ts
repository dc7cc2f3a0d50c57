import type { EventBody } from '../../session/events.ts';
import { asCount, asId, asObject, asObjects, asString, contentText, type JsonObject } from '../json.ts';
import { toolEvents } from './tools.ts';
import { snapshotEvents, typedText } from './user-text.ts';

/** A prompt, or the summary that a compaction puts in the place of earlier messages. */
export function userEvents(message: JsonObject): EventBody[] {
  const snapshot = snapshotEvents(message);
  if (snapshot.length > 0) return snapshot;
  const text = typedText(message);
  return text === undefined ? [] : [{ kind: 'prompt', text, origin: 'typed' }];
}

/** The events of an answer, which holds its tool calls with their results. Without a call the agent stops behind it. */
export function geminiEvents(message: JsonObject, fallbackId: string): EventBody[] {
  const text = contentText(message['content']).trim();
  const calls = asObjects(message['toolCalls']);
  const said: EventBody[] = text ? [{ kind: 'reply', text }] : [];
  const done = calls.flatMap((call, index) => toolEvents(call, `${fallbackId}#${index}`));
  const turnEnd: EventBody[] = text && calls.length === 0 ? [{ kind: 'turn-end', reason: 'done' }] : [];
  return [...said, ...done, ...usageEvents(message, fallbackId), ...turnEnd];
}

/** What the program told the person by itself. */
export function noticeEvents(message: JsonObject): EventBody[] {
  const text = contentText(message['content']);
  if (message['type'] === 'info' && text.startsWith('Request cancelled')) {
    return [{ kind: 'turn-end', reason: 'interrupted' }];
  }
  const isFailure = message['type'] === 'error' && text.startsWith('[API Error');
  return isFailure ? [{ kind: 'turn-end', reason: 'failed' }] : [];
}

/** The context is the total of the call: the prompt with what was cached, the answer, and the thoughts. */
function usageEvents(message: JsonObject, fallbackId: string): EventBody[] {
  const tokens = asObject(message['tokens']);
  const contextTokens = asCount(tokens?.['total']);
  if (!contextTokens) return [];
  return [
    {
      kind: 'usage',
      callId: asId(message['id']) ?? fallbackId,
      contextTokens,
      outputTokens: (asCount(tokens?.['output']) ?? 0) + (asCount(tokens?.['thoughts']) ?? 0),
      model: asString(message['model']),
    },
  ];
}
