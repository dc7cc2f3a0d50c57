import { cutMiddle, type EventBody, type ToolResult } from '../../session/events.ts';
import { asId, asObject, contentText, type JsonObject } from '../json.ts';
import type { AwaitedCall } from './assistant.ts';

const REFUSED = "The user doesn't want to proceed with this tool use";
const REFUSAL_REASON = /the user said:\s*([\s\S]+)$/;

/** The result of a tool call as an event; undefined when it names no call. */
export function toolResult(block: JsonObject): ToolResult | undefined {
  const callId = asId(block['tool_use_id']);
  if (callId === undefined) return undefined;
  const text = contentText(block['content']);
  const failed = block['is_error'] === true;
  const exit = failed ? /^(?:Error: )?Exit code (\d+)/.exec(text)?.[1] : undefined;
  const result: ToolResult = { kind: 'tool-result', callId, ok: !failed, output: cutMiddle(text) };
  if (exit !== undefined) result.exitCode = Number(exit);
  if (failed && text.startsWith(REFUSED)) {
    result.refused = { reason: REFUSAL_REASON.exec(text)?.[1]?.trim() };
  }
  return result;
}

/** What only the result of an awaited call tells. `details` reads the record's `toolUseResult`. */
export function awaitedEvents(
  call: AwaitedCall,
  result: ToolResult,
  details: () => JsonObject | undefined,
): EventBody[] {
  switch (call.tool) {
    case 'AskUserQuestion':
      return answers(details(), result.output);
    case 'ExitPlanMode':
      return [{ kind: 'plan', state: 'approved' }];
    case 'TaskCreate': {
      const id = /Task #(\S+) created/.exec(result.output)?.[1];
      return [{ kind: 'tasks', whole: false, tasks: [{ id, text: call.subject, status: 'pending' }] }];
    }
    default:
      return [];
  }
}

/** What the person answered to `AskUserQuestion`, from the structured result or, failing that, from its text. */
function answers(details: JsonObject | undefined, text: string): EventBody[] {
  const structured = asObject(details?.['answers']);
  const pairs = structured ? Object.entries(structured) : quotedPairs(text);
  return pairs.flatMap(([question, answer]) =>
    typeof answer === 'string' ? [{ kind: 'answer' as const, question, answer }] : [],
  );
}

function quotedPairs(text: string): [string, string][] {
  if (!text.startsWith('User has answered')) return [];
  return [...text.matchAll(/"([^"]{1,2000})"="([^"]{1,4000})"/g)].map(([, question = '', answer = '']) => [
    question,
    answer,
  ]);
}
