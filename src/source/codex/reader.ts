import type { EventBody } from '../../session/events.ts';
import type { ByteRange, Emit, Line, Outcome, TranscriptReader } from '../contract.ts';
import {
  asCount,
  asObject,
  asString,
  contentText,
  parseLine,
  unknownKind,
  type JsonObject,
} from '../json.ts';
import { SessionFacts } from '../session-facts.ts';
import { callMemory, callMemoryState, type CallMemory } from './call-memory.ts';
import { callEvents, patchEvents } from './calls.ts';
import { compactionEvents, summaryOf } from './compacted.ts';
import { Prompts } from './prompts.ts';
import { IRRELEVANT_RECORDS, isIrrelevantKind, recordHead } from './record-head.ts';
import { resultEvents } from './results.ts';
import { sessionMeta } from './session-meta.ts';
import { Turns } from './turns.ts';
import { tokenCount } from './usage.ts';
import { environmentCwd } from './user-text.ts';

/** Reads one Codex rollout (`~/.codex/sessions/YYYY/MM/DD/rollout-*.jsonl`, 0.3x to 0.169). */
export class CodexReader implements TranscriptReader {
  readonly #facts: SessionFacts;
  readonly #prompts: Prompts;
  readonly #turns: Turns;
  readonly #calls: CallMemory;
  /** A `compacted` record was read, whose `context_compacted` event is still to come. */
  #isCompacted: boolean;
  /** The model call that was reported last. */
  #lastUsage: string | undefined;

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#facts = new SessionFacts(known?.['facts']);
    this.#prompts = new Prompts(known?.['prompts']);
    this.#turns = new Turns(known?.['turns']);
    this.#calls = callMemory(known?.['calls']);
    this.#isCompacted = known?.['isCompacted'] === true;
    this.#lastUsage = asString(known?.['lastUsage']);
  }

  line(line: Line, emit: Emit): Outcome {
    const head = recordHead(line);
    if (head && (IRRELEVANT_RECORDS.has(head.type) || (head.kind && isIrrelevantKind(head.kind))))
      return 'ignored';
    if (head?.type === 'compacted')
      return this.#compacted(summaryOf(line), emit, { offset: line.offset, at: head.at });
    const record = parseLine(line);
    if (!record) return 'malformed';
    const at = asString(record['timestamp']);
    const place = at === undefined ? { offset: line.offset } : { offset: line.offset, at };
    const payload = asObject(record['payload']);
    if (record['type'] === 'compacted' && payload) {
      return this.#compacted(asString(payload['message']), emit, place);
    }
    const events = payload ? this.#wrapped(record, payload, line.offset) : this.#bare(record, line.offset);
    if (!Array.isArray(events)) return events;
    for (const event of events) emit({ ...event, ...place });
    return 'understood';
  }

  state(): unknown {
    return {
      facts: this.#facts.state(),
      prompts: this.#prompts.state(),
      turns: this.#turns.state(),
      calls: callMemoryState(this.#calls),
      isCompacted: this.#isCompacted,
      lastUsage: this.#lastUsage ?? null,
    };
  }

  abandoned(): readonly ByteRange[] {
    return this.#turns.rolledBack();
  }

  #wrapped(record: JsonObject, payload: JsonObject, offset: number): EventBody[] | Outcome {
    const { type } = record;
    if (type === 'session_meta') {
      const found = sessionMeta(payload, this.#facts);
      return found ? this.#patch(found) : 'ignored';
    }
    switch (type) {
      case 'turn_context':
        return this.#patch({ cwd: payload['cwd'], model: payload['model'] });
      case 'response_item':
        return this.#item(payload, offset);
      case 'event_msg':
        return this.#event(payload, offset);
      default:
        return IRRELEVANT_RECORDS.has(String(type)) ? 'ignored' : this.#unknown(type);
    }
  }

  /** Versions before 0.44 (2025-09) wrote the items as they are, behind a first line with the session's id. */
  #bare(record: JsonObject, offset: number): EventBody[] | Outcome {
    if (record['type'] !== undefined) return this.#item(record, offset);
    if (record['record_type'] !== undefined) return 'ignored';
    if (asString(record['id']) === undefined || asString(record['timestamp']) === undefined) {
      return this.#unknown(undefined);
    }
    const found = sessionMeta(record, this.#facts);
    return found ? this.#patch(found) : 'ignored';
  }

  #item(item: JsonObject, offset: number): EventBody[] | Outcome {
    const kind = asString(item['type']) ?? '';
    if (kind === 'message') return this.#message(item, offset);
    if (isIrrelevantKind(kind)) return 'ignored';
    this.#prompts.answered();
    if (kind.endsWith('_output')) return resultEvents(item, this.#calls);
    if (kind.endsWith('_call')) return callEvents(item, this.#calls, offset);
    return this.#unknown(item['type']);
  }

  #message(item: JsonObject, offset: number): EventBody[] | Outcome {
    const text = contentText(item['content']);
    if (item['role'] === 'assistant') {
      this.#prompts.answered();
      return text.trim() ? [{ kind: 'reply', text: text.trim() }] : [];
    }
    if (item['role'] !== 'user') return 'ignored';
    const cwd = this.#facts.get('cwd') === undefined ? environmentCwd(text) : undefined;
    return [...this.#patch({ cwd }), ...this.#begun(this.#prompts.fromMessage(text), offset)];
  }

  #event(event: JsonObject, offset: number): EventBody[] | Outcome {
    switch (event['type']) {
      case 'user_message':
        return this.#prompted(asString(event['message']), offset);
      case 'item_completed': {
        const item = asObject(event['item']);
        return item?.['type'] === 'UserMessage'
          ? this.#prompted(contentText(item['content']), offset)
          : 'ignored';
      }
      case 'token_count':
        return this.#usage(event);
      case 'task_started':
      case 'turn_started':
        this.#turns.taskStarts(offset);
        return [];
      case 'task_complete':
      case 'turn_complete':
        return [{ kind: 'turn-end', reason: 'done' }];
      case 'turn_aborted':
        return [{ kind: 'turn-end', reason: 'interrupted' }];
      case 'error':
        return [{ kind: 'turn-end', reason: 'failed' }];
      case 'thread_rolled_back':
        this.#turns.rollBack(Math.floor(asCount(event['num_turns']) ?? 0), offset);
        return [];
      case 'thread_name_updated':
        return this.#patch({ title: event['thread_name'] });
      case 'patch_apply_end':
        return patchEvents(event, this.#calls, offset);
      case 'context_compacted':
        return this.#contextCompacted();
      default:
        return isIrrelevantKind(String(event['type'])) ? 'ignored' : this.#unknown(event['type']);
    }
  }

  #prompted(text: string | undefined, offset: number): EventBody[] {
    return this.#begun(this.#prompts.fromEvent(text ?? ''), offset);
  }

  /** A prompt that is news begins a turn, whichever record told of it first. */
  #begun(prompts: EventBody[], offset: number): EventBody[] {
    if (prompts.length > 0) this.#turns.prompt(offset);
    return prompts;
  }

  #usage(event: JsonObject): EventBody[] {
    const usage = tokenCount(event, this.#facts.get('model'));
    if (!usage || usage.callId === this.#lastUsage) return [];
    this.#lastUsage = usage.callId;
    return [usage];
  }

  #compacted(summary: string | undefined, emit: Emit, place: { offset: number; at?: string }): Outcome {
    this.#isCompacted = true;
    for (const event of compactionEvents(summary)) emit({ ...event, ...place });
    return 'understood';
  }

  /** Repeats a `compacted` record, but for one that was too long to be read. */
  #contextCompacted(): EventBody[] {
    const isKnown = this.#isCompacted;
    this.#isCompacted = false;
    return isKnown ? [] : compactionEvents(undefined);
  }

  #patch(found: Parameters<SessionFacts['update']>[0]): EventBody[] {
    const patch = this.#facts.update(found);
    return patch ? [patch] : [];
  }

  #unknown(type: unknown): Outcome {
    return unknownKind(type, this.#facts.get('agentVersion'));
  }
}
