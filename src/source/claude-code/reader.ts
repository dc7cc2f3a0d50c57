import type { EventBody } from '../../session/events.ts';
import { BoundedMap } from '../bounded-map.ts';
import { BranchTracker } from '../branch-tracker.ts';
import { mergeRanges } from '../byte-ranges.ts';
import type { ByteRange, Emit, Line, Outcome, TranscriptReader } from '../contract.ts';
import {
  asArray,
  asId,
  asObject,
  asObjects,
  asString,
  contentText,
  parseLine,
  unknownKind,
  type JsonObject,
} from '../json.ts';
import { SessionFacts } from '../session-facts.ts';
import { assistantEvents, type AwaitedCall } from './assistant.ts';
import { isIrrelevantLine, isIrrelevantType, parseWithoutDetails } from './irrelevant.ts';
import { attachmentEvents, metadataEvents, METADATA_TYPES, systemEvents } from './metadata.ts';
import { PromptQueue } from './prompt-queue.ts';
import { humanText, INTERRUPTED } from './prompts.ts';
import { awaitedEvents, toolResult } from './results.ts';

/** Calls without a result that are remembered at once. */
const MAX_AWAITED = 24;

/** Reads one Claude Code transcript (`~/.claude/projects/<slug>/<session>.jsonl`, 1.0.x to 2.1.x). */
export class ClaudeCodeReader implements TranscriptReader {
  readonly #branches: BranchTracker;
  readonly #facts: SessionFacts;
  readonly #queue: PromptQueue;
  readonly #awaited: BoundedMap<AwaitedCall>;
  readonly #title: { isCustom: boolean };
  /** The file is a sub-agent's own transcript, so its side chain is the conversation. Set by the first record. */
  #isSidechainFile: boolean | undefined;

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#branches = new BranchTracker(known?.['branches']);
    this.#facts = new SessionFacts(known?.['facts']);
    this.#queue = new PromptQueue(known?.['queue']);
    this.#awaited = new BoundedMap(MAX_AWAITED, awaitedCalls(known?.['awaited']));
    this.#title = { isCustom: known?.['titleIsCustom'] === true };
    const side = known?.['isSidechainFile'];
    this.#isSidechainFile = typeof side === 'boolean' ? side : undefined;
  }

  line(line: Line, emit: Emit): Outcome {
    if (isIrrelevantLine(line)) return 'ignored';
    const record = parseWithoutDetails(line) ?? parseLine(line);
    if (!record) return 'malformed';
    const type = asString(record['type']) ?? '';
    if (isIrrelevantType(type)) return 'ignored';
    const at = asString(record['timestamp']);
    const place = at === undefined ? { offset: line.offset } : { offset: line.offset, at };
    const events = this.#record(type, record, line);
    if (!Array.isArray(events)) return events;
    for (const event of events) emit({ ...event, ...place });
    return 'understood';
  }

  state(): unknown {
    return {
      branches: this.#branches.state(),
      facts: this.#facts.state(),
      queue: this.#queue.state(),
      awaited: this.#awaited.entries().map(([id, { tool, subject }]) => [id, tool, subject ?? null]),
      titleIsCustom: this.#title.isCustom,
      isSidechainFile: this.#isSidechainFile ?? null,
    };
  }

  abandoned(): readonly ByteRange[] {
    return mergeRanges([...this.#branches.ranges(), ...this.#queue.withdrawn()]);
  }

  #record(type: string, record: JsonObject, line: Line): EventBody[] | Outcome {
    if (METADATA_TYPES.has(type)) {
      return metadataEvents(record, { title: this.#title, queue: this.#queue, offset: line.offset });
    }
    if (type !== 'user' && type !== 'assistant' && type !== 'system' && type !== 'attachment') {
      return unknownKind(record['type'], this.#facts.get('agentVersion'));
    }
    const id = asId(record['uuid']);
    if (id !== undefined && this.#branches.has(id)) return 'ignored'; // a copy, as /branch writes them
    this.#isSidechainFile ??= record['isSidechain'] === true;
    if (record['isSidechain'] === true && !this.#isSidechainFile) return 'ignored';
    const events = this.#events(type, record, line);
    if (id !== undefined) {
      const parent = asId(record['parentUuid']) ?? asId(record['logicalParentUuid']);
      const substantive = type === 'user' || type === 'assistant';
      const isPrompt = events.some((event) => event.kind === 'prompt');
      this.#branches.record({ id, parent, offset: line.offset, substantive }, { isPrompt });
    }
    const { sessionId: nativeId, cwd, gitBranch, version: agentVersion } = record;
    const branch = gitBranch === 'HEAD' ? undefined : gitBranch; // what it says outside of git
    const patch = this.#facts.update({ nativeId, cwd, branch, agentVersion });
    return patch ? [patch, ...events] : events;
  }

  #events(type: 'user' | 'assistant' | 'system' | 'attachment', record: JsonObject, line: Line): EventBody[] {
    switch (type) {
      case 'assistant':
        return assistantEvents(record, this.#awaited);
      case 'user':
        return this.#userEvents(record, line);
      case 'system':
        return systemEvents(record);
      case 'attachment':
        return this.#undelivered(attachmentEvents(asObject(record['attachment'])));
    }
  }

  #userEvents(record: JsonObject, line: Line): EventBody[] {
    const content = asObject(record['message'])?.['content'];
    if (record['isCompactSummary'] === true) {
      return [{ kind: 'recap', of: 'compaction', text: contentText(content) }];
    }
    const results = asObjects(content).filter((block) => block['type'] === 'tool_result');
    if (results.length > 0) return results.flatMap((block) => this.#resultEvents(block, record, line));
    if (record['isMeta'] === true) return [];
    const text = contentText(content);
    if (text.startsWith(INTERRUPTED)) return [{ kind: 'turn-end', reason: 'interrupted' }];
    const said = humanText(text);
    return said ? this.#undelivered([{ kind: 'prompt', ...said }]) : [];
  }

  #resultEvents(block: JsonObject, record: JsonObject, line: Line): EventBody[] {
    const result = toolResult(block);
    if (!result) return [];
    const awaited = this.#awaited.take(result.callId);
    if (!awaited || !result.ok) return [result];
    const details = () => asObject((record['toolUseResult'] ? record : parseLine(line))?.['toolUseResult']);
    return [result, ...awaitedEvents(awaited, result, details)];
  }

  /** Drops a prompt that was delivered from the queue, where it has been read already. */
  #undelivered(events: EventBody[]): EventBody[] {
    return events.filter((event) => event.kind !== 'prompt' || !this.#queue.deliver(event.text));
  }
}

function awaitedCalls(stored: unknown): [string, AwaitedCall][] {
  return asArray(stored).flatMap((entry): [string, AwaitedCall][] => {
    const [id, tool, subject] = asArray(entry);
    if (typeof id !== 'string' || typeof tool !== 'string') return [];
    return [[id, { tool, subject: asString(subject) }]];
  });
}
