import { cutMiddle, type EventBody } from '../../session/events.ts';
import { BoundedMap } from '../bounded-map.ts';
import { asArray, asId, asObject, asString, type JsonObject } from '../json.ts';
import { toolActions } from './actions.ts';
import { checklist } from './checklist.ts';
import { TodoTable } from './todo-table.ts';

/** Calls without a result that are remembered at once. */
const MAX_AWAITED = 48;
/** A question waits in the reader's state for its answer, and is cut to this. */
const MAX_QUESTION_LENGTH = 300;

const REFUSED = /^The user rejected this tool call\.(?:\s*User feedback: ([\s\S]+))?/;
const PLAN_REFUSED = /^Plan not approved\.(?:\s*User feedback: ([\s\S]+))?/;
const ANSWER = /^User (?:selected|responded|answered|entered)[^:\n]{0,40}: ([\s\S]+)$/;
/** How the shell tools end the output of a command that has ended. */
const EXIT_CODE = /<(?:exited|shellId: [^<>]{1,80} completed) with exit code (-?\d{1,10})>\s*$/;

/** What must be known of a call to understand its result. */
interface Awaited {
  tool: string;
  /** How many actions the call was reported as; a patch may do several things. */
  parts: number;
  question: string | undefined;
}

/** The tool calls of the main conversation, by how they begin and how they end. */
export class ToolCalls {
  readonly #awaited: BoundedMap<Awaited>;
  readonly #todos: TodoTable;

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#awaited = new BoundedMap(MAX_AWAITED, awaitedCalls(known?.['awaited']));
    this.#todos = new TodoTable(known?.['todos']);
  }

  started(data: JsonObject, fallbackId: string): EventBody[] {
    const callId = asId(data['toolCallId']) ?? fallbackId;
    const tool = asString(data['toolName']) ?? 'tool';
    const input = asObject(data['arguments']) ?? {};
    const actions = toolActions(tool, asString(data['arguments']) ?? input);
    const question = (asString(input['question']) ?? asString(input['message']))?.slice(
      0,
      MAX_QUESTION_LENGTH,
    );
    this.#awaited.set(callId, { tool, parts: actions.length, question });
    const calls = actions.map((action, index): EventBody => {
      return { kind: 'tool-call', callId: partId(callId, index), tool, action };
    });
    return [...calls, ...this.#stateEvents(tool, input)];
  }

  completed(data: JsonObject): EventBody[] {
    const callId = asId(data['toolCallId']);
    if (callId === undefined) return [];
    const call = this.#awaited.take(callId);
    const output =
      asString(asObject(data['result'])?.['content']) ?? asString(asObject(data['error'])?.['message']) ?? '';
    const isDone = data['success'] === true;
    const exit = EXIT_CODE.exec(output.slice(-EXIT_CODE_CHARS))?.[1];
    const exitCode = exit === undefined ? undefined : Number(exit);
    const refused =
      REFUSED.exec(output) ?? (call?.tool === 'exit_plan_mode' ? PLAN_REFUSED.exec(output) : null);
    const ok = isDone && (exitCode ?? 0) === 0 && !refused;
    const results = Array.from({ length: call?.parts ?? 1 }, (_, index): EventBody => {
      return {
        kind: 'tool-result',
        callId: partId(callId, index),
        ok,
        exitCode,
        output: cutMiddle(output),
        refused: refused ? { reason: refused[1]?.trim() } : undefined,
      };
    });
    return ok && call ? [...results, ...answeredEvents(call, output)] : results;
  }

  state(): unknown {
    return {
      awaited: this.#awaited
        .entries()
        .map(([id, call]) => [id, call.tool, call.parts, call.question ?? null]),
      todos: this.#todos.state(),
    };
  }

  /** What a call changes by itself in the agent's task list or plan. */
  #stateEvents(tool: string, input: JsonObject): EventBody[] {
    switch (tool) {
      case 'sql': {
        const tasks = this.#todos.run(asString(input['query']) ?? '');
        return tasks.length === 0 ? [] : [{ kind: 'tasks', whole: false, tasks }];
      }
      case 'update_todo':
        return [{ kind: 'tasks', whole: true, tasks: checklist(asString(input['todos']) ?? '') }];
      case 'exit_plan_mode':
        return [{ kind: 'plan', state: 'proposed', text: asString(input['summary']) }];
      default:
        return [];
    }
  }
}

const EXIT_CODE_CHARS = 200;

function answeredEvents({ tool, question }: Awaited, output: string): EventBody[] {
  if (tool === 'exit_plan_mode') return [{ kind: 'plan', state: 'approved' }];
  const answer = tool === 'ask_user' ? ANSWER.exec(output)?.[1]?.trim() : undefined;
  return question === undefined || !answer ? [] : [{ kind: 'answer', question, answer }];
}

function partId(callId: string, index: number): string {
  return index === 0 ? callId : `${callId}#${index + 1}`;
}

function awaitedCalls(stored: unknown): [string, Awaited][] {
  return asArray(stored).flatMap((entry): [string, Awaited][] => {
    const [id, tool, parts, question] = asArray(entry);
    if (typeof id !== 'string' || typeof tool !== 'string' || typeof parts !== 'number') return [];
    return [[id, { tool, parts, question: asString(question) }]];
  });
}
