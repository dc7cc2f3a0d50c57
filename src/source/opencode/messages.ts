import type { EventBody } from '../../session/events.ts';
import { asCount, asId, asObject, asString, type JsonObject } from '../json.ts';
import { toolEvents } from './tools.ts';

/** Reasons for the end of an answer after which the agent goes on by itself. */
const GOES_ON = new Set<unknown>([undefined, 'tool-calls', 'unknown']);

/** What the person said in a message: `synthetic` text is the harness's, `ignored` text never reached the model. */
export function promptEvents(parts: readonly JsonObject[]): EventBody[] {
  const events = parts.flatMap((part): EventBody[] =>
    part['type'] === 'compaction'
      ? [{ kind: 'compaction', trigger: part['auto'] === true ? 'auto' : 'manual' }]
      : [],
  );
  const text = spokenText(parts);
  return text ? [...events, { kind: 'prompt', text, origin: 'typed' }] : events;
}

/** The events of an answer. One that sums up a compaction is no part of the conversation. */
export function assistantEvents(info: JsonObject, parts: readonly JsonObject[]): EventBody[] {
  if (info['summary'] === true) {
    const text = spokenText(parts);
    return text ? [{ kind: 'recap', of: 'compaction', text }] : [];
  }
  const said = parts.flatMap((part): EventBody[] => {
    if (part['type'] === 'tool') return toolEvents(part);
    const text = spokenText([part]);
    return text ? [{ kind: 'reply', text }] : [];
  });
  return [...said, ...usageEvents(info), ...turnEnd(info, parts)];
}

function spokenText(parts: readonly JsonObject[]): string {
  return parts
    .flatMap((part) => {
      const isSpoken = part['type'] === 'text' && part['synthetic'] !== true && part['ignored'] !== true;
      return isSpoken ? (asString(part['text']) ?? []) : [];
    })
    .join('\n')
    .trim();
}

/** What OpenCode itself counts as the context: the total, or where a provider gives none, the sum of its parts. */
function usageEvents(info: JsonObject): EventBody[] {
  const tokens = asObject(info['tokens']);
  const cache = asObject(tokens?.['cache']);
  const count = (value: unknown): number => asCount(value) ?? 0;
  const sum =
    count(tokens?.['input']) + count(tokens?.['output']) + count(cache?.['read']) + count(cache?.['write']);
  const contextTokens = count(tokens?.['total']) || sum;
  if (contextTokens === 0) return [];
  return [
    {
      kind: 'usage',
      callId: asId(info['id']) ?? '',
      contextTokens,
      outputTokens: asCount(tokens?.['output']),
      model: asString(info['modelID']),
    },
  ];
}

/** The agent stops when an answer ends for another reason than its tool calls, and holds none. */
function turnEnd(info: JsonObject, parts: readonly JsonObject[]): EventBody[] {
  const error = asObject(info['error']);
  if (error) {
    const reason = error['name'] === 'MessageAbortedError' ? 'interrupted' : 'failed';
    return [{ kind: 'turn-end', reason }];
  }
  const goesOn = GOES_ON.has(info['finish']) || parts.some(({ type }) => type === 'tool');
  return goesOn ? [] : [{ kind: 'turn-end', reason: 'done' }];
}
