import type { EventBody } from '../../session/events.ts';
import type { ByteRange, Emit, Line, Outcome, TranscriptReader } from '../contract.ts';
import { asCount, asId, asObject, asString, parseLine, unknownKind, type JsonObject } from '../json.ts';
import { SessionFacts } from '../session-facts.ts';
import { ToolCalls } from './calls.ts';
import { isIrrelevantLine, isIrrelevantType } from './record-kinds.ts';

/** Reads the events of one session of Copilot CLI (`~/.copilot/session-state/<id>/events.jsonl`, 1.0.x). */
export class CopilotReader implements TranscriptReader {
  readonly #facts: SessionFacts;
  readonly #calls: ToolCalls;
  /** The agent called tools in the turn that runs, so another turn will follow. */
  #goesOn: boolean;

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#facts = new SessionFacts(known?.['facts']);
    this.#calls = new ToolCalls(known?.['calls']);
    this.#goesOn = known?.['goesOn'] === true;
  }

  line(line: Line, emit: Emit): Outcome {
    if (isIrrelevantLine(line)) return 'ignored';
    const record = parseLine(line);
    if (!record) return 'malformed';
    const type = asString(record['type']) ?? '';
    if (isIrrelevantType(type)) return 'ignored';
    const data = asObject(record['data']) ?? {};
    // What a sub-agent does is recorded in the same file.
    if (record['agentId'] !== undefined || data['parentToolCallId'] !== undefined) return 'ignored';
    const { offset } = line;
    const events = this.#events(type, data, `${asId(record['id']) ?? offset}`);
    if (!Array.isArray(events)) return events;
    const at = asString(record['timestamp']);
    for (const event of events) emit(at === undefined ? { ...event, offset } : { ...event, offset, at });
    return 'understood';
  }

  state(): unknown {
    return { facts: this.#facts.state(), calls: this.#calls.state(), goesOn: this.#goesOn };
  }

  abandoned(): readonly ByteRange[] {
    return [];
  }

  #events(type: string, data: JsonObject, id: string): EventBody[] | Outcome {
    switch (type) {
      case 'user.message':
        return promptEvents(data);
      case 'assistant.turn_start':
        this.#goesOn = false;
        return [];
      case 'assistant.message': {
        const text = asString(data['content'])?.trim();
        return text ? [{ kind: 'reply', text }] : [];
      }
      case 'assistant.turn_end':
        return this.#goesOn ? [] : [{ kind: 'turn-end', reason: 'done' }];
      case 'abort':
        return [{ kind: 'turn-end', reason: 'interrupted' }];
      case 'tool.execution_start':
        this.#goesOn = true;
        return this.#calls.started(data, id);
      case 'tool.execution_complete':
        return this.#calls.completed(data);
      default:
        return this.#sessionEvents(type, data, id);
    }
  }

  #sessionEvents(type: string, data: JsonObject, id: string): EventBody[] | Outcome {
    switch (type) {
      case 'session.start':
      case 'session.resume':
        return this.#begins(data);
      case 'session.context_changed':
        return this.#patch({ cwd: data['cwd'], branch: data['branch'] });
      case 'session.model_change':
        return this.#patch({ model: data['newModel'] });
      case 'session.title_changed':
        return this.#patch({ title: data['title'] });
      case 'session.error':
        return [{ kind: 'turn-end', reason: 'failed' }];
      case 'session.task_complete':
        return recap('session', data['summary']);
      case 'session.compaction_start':
        return usage(data, id);
      case 'session.compaction_complete': {
        if (data['success'] === false) return [];
        const tokensBefore = asCount(data['preCompactionTokens']);
        return [{ kind: 'compaction', tokensBefore }, ...recap('compaction', data['summaryContent'])];
      }
      case 'session.shutdown':
        return usage(data, id);
      default:
        return unknownKind(type, this.#facts.get('agentVersion'));
    }
  }

  #begins(data: JsonObject): EventBody[] {
    const context = asObject(data['context']);
    const isFirst = this.#facts.get('nativeId') === undefined;
    return this.#patch({
      nativeId: data['sessionId'],
      agentVersion: data['copilotVersion'],
      model: data['selectedModel'],
      cwd: context?.['cwd'],
      branch: context?.['branch'],
      commit: isFirst ? context?.['headCommit'] : undefined,
    });
  }

  #patch(found: Parameters<SessionFacts['update']>[0]): EventBody[] {
    const patch = this.#facts.update(found);
    return patch ? [patch] : [];
  }
}

/** `source` names who else wrote a message: skills, discovered instructions, the autopilot. */
function promptEvents(data: JsonObject): EventBody[] {
  const source = asString(data['source']);
  const isTyped = (source === undefined || source === 'user') && data['isAutopilotContinuation'] !== true;
  const text = isTyped ? asString(data['content'])?.trim() : undefined;
  if (!text) return [];
  const isQueued = data['delivery'] === 'steering' || data['delivery'] === 'queued';
  return [{ kind: 'prompt', text, origin: isQueued ? 'queued' : 'typed' }];
}

/**
 * The context as Copilot itself counted it, which it records only when a session ends and when it begins to compact:
 * what the system's messages, the conversation and the tools' definitions take.
 */
function usage(data: JsonObject, callId: string): EventBody[] {
  const parts = ['systemTokens', 'conversationTokens', 'toolDefinitionsTokens'];
  const sum = parts.reduce((tokens, part) => tokens + (asCount(data[part]) ?? 0), 0);
  const contextTokens = asCount(data['currentTokens']) ?? sum;
  if (contextTokens === 0) return [];
  return [{ kind: 'usage', callId, contextTokens, model: asString(data['currentModel']) }];
}

function recap(of: 'compaction' | 'session', summary: unknown): EventBody[] {
  const text = asString(summary)?.trim();
  return text ? [{ kind: 'recap', of, text }] : [];
}
