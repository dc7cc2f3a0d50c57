import { cutMiddle, type EventBody } from '../../session/events.ts';
import { exitCodeIn } from '../exit-code.ts';
import { asId, asObject, asString, contentText, parseObject, type JsonObject } from '../json.ts';
import type { CallMemory } from './call-memory.ts';

const RUNNING = /^Process running with session ID (\S{1,40})$/m;
const OUTPUT_MARK = /^Output:\n/m;
/** How the output of a call that did not come to run begins, or says so (0.4x to 0.169). */
const FAILURE =
  /^(?:[a-z_]+ (?:verification )?failed\b|collab \w+ failed|failed to |unsupported |aborted by user|execution error|error\b)/i;
const REJECTION = /\brejected by user\b/;
/** What a failure says of itself stands within these. */
const FAILURE_CHARS = 2000;

/** The result of a call. Commands that run on have none until they end; then it is the starting call's. */
export function resultEvents(item: JsonObject, memory: CallMemory): EventBody[] {
  const ownId = asId(item['call_id']);
  if (ownId === undefined) return [];
  const { text, header, exitCode, success } = outputOf(item['output']);
  const session = memory.polls.take(ownId);
  const runningSession = exitCode === undefined ? RUNNING.exec(header)?.[1] : undefined;
  if (runningSession !== undefined) {
    if (session === undefined) memory.running.set(runningSession, ownId);
    return [];
  }
  const callId = (session === undefined ? undefined : memory.running.take(session)) ?? ownId;
  const isRejected = REJECTION.test(header.slice(0, FAILURE_CHARS)) && exitCode === undefined;
  const ok = exitCode === undefined ? (success ?? !(isRejected || FAILURE.test(text))) : exitCode === 0;
  const output = cutMiddle(text);
  const ids = memory.patches.get(callId)?.split(' ') ?? [callId];
  return ids.map((id) => ({
    kind: 'tool-result',
    callId: id,
    ok,
    exitCode,
    output,
    refused: isRejected && !ok ? {} : undefined,
  }));
}

interface Output {
  /** Without the lines in front of a command's output. */
  text: string;
  /** Those lines, or the text where there are none. */
  header: string;
  exitCode: number | undefined;
  success: boolean | undefined;
}

function outputOf(value: unknown): Output {
  const parsed = typeof value === 'string' && value.startsWith('{') ? parseObject(value) : asObject(value);
  const inner = asString(parsed?.['output']) ?? asString(parsed?.['content']);
  const whole = inner ?? (typeof value === 'string' ? value : contentText(value ?? parsed?.['content']));
  const recorded = asObject(parsed?.['metadata'])?.['exit_code'];
  const success = parsed?.['success'];
  const mark = OUTPUT_MARK.exec(whole.slice(0, HEADER_CHARS));
  const header = mark ? whole.slice(0, mark.index) : whole.slice(0, HEADER_CHARS);
  return {
    text: mark ? whole.slice(mark.index + mark[0].length) : whole,
    header,
    exitCode: typeof recorded === 'number' ? recorded : exitCodeIn(header),
    success: typeof success === 'boolean' ? success : undefined,
  };
}

/** The lines in front of the output repeat the command, which can be long. */
const HEADER_CHARS = 20_000;
