import type { EventBody } from '../../session/events.ts';
import { BranchTracker } from '../branch-tracker.ts';
import type { ByteRange, Emit, Line, Outcome, TranscriptReader } from '../contract.ts';
import { asCount, asId, asObject, asString, parseLine, unknownKind, type JsonObject } from '../json.ts';
import { SessionFacts } from '../session-facts.ts';
import { isMessageRole, messageEvents } from './messages.ts';

/** Entries that the model is not shown, or that extensions wrote: nothing the person or the agent said. */
const IRRELEVANT = new Set<unknown>(['thinking_level_change', 'label', 'custom', 'custom_message']);

/** Reads one session of pi (`~/.pi/agent/sessions/--directory--/*.jsonl`): a tree of entries in one file. */
export class PiReader implements TranscriptReader {
  readonly #facts: SessionFacts;
  readonly #branches: BranchTracker;
  #version: string | undefined;

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#facts = new SessionFacts(known?.['facts']);
    this.#branches = new BranchTracker(known?.['branches']);
    this.#version = asString(known?.['version']);
  }

  line(line: Line, emit: Emit): Outcome {
    const entry = parseLine(line);
    if (!entry) return 'malformed';
    this.#track(entry, line.offset);
    const events = this.#events(entry, line.offset);
    if (!Array.isArray(events)) return events;
    const at = asString(entry['timestamp']);
    const place = at === undefined ? { offset: line.offset } : { offset: line.offset, at };
    for (const event of events) emit({ ...event, ...place });
    return 'understood';
  }

  state(): unknown {
    return {
      facts: this.#facts.state(),
      branches: this.#branches.state(),
      version: this.#version ?? null,
    };
  }

  abandoned(): readonly ByteRange[] {
    return this.#branches.ranges();
  }

  /** Sessions of version 1 are a list without ids, and have no branches. */
  #track(entry: JsonObject, offset: number): void {
    const id = asId(entry['id']);
    if (id === undefined || entry['type'] === 'session') return;
    const isMessage = entry['type'] === 'message';
    const isPrompt = isMessage && asObject(entry['message'])?.['role'] === 'user';
    this.#branches.record(
      { id, parent: asId(entry['parentId']), offset, substantive: isMessage },
      { isPrompt },
    );
  }

  #events(entry: JsonObject, offset: number): EventBody[] | Outcome {
    const { type } = entry;
    switch (type) {
      case 'session':
        return this.#header(entry);
      case 'message': {
        const message = asObject(entry['message']);
        if (!message) return 'malformed';
        if (!isMessageRole(message['role'])) return this.#unknown(`message.${String(message['role'])}`);
        return messageEvents(message, `${asId(entry['id']) ?? offset}`);
      }
      case 'model_change':
        return this.#patch({ model: entry['modelId'] });
      case 'session_info':
        return this.#patch({ title: entry['name'] });
      case 'compaction':
        return [
          { kind: 'compaction', tokensBefore: asCount(entry['tokensBefore']) },
          ...recap('compaction', entry['summary']),
        ];
      case 'branch_summary':
        return recap('session', entry['summary']);
      default:
        return IRRELEVANT.has(type) ? 'ignored' : this.#unknown(type);
    }
  }

  #header(header: JsonObject): EventBody[] {
    this.#version = `v${asCount(header['version']) ?? 1}`;
    const parent = asString(header['parentSession']) ?? asString(header['branchedFrom']);
    return this.#patch({
      nativeId: header['id'],
      cwd: header['cwd'],
      model: header['modelId'],
      parentId: parent === undefined ? undefined : parentId(parent),
    });
  }

  #patch(found: Parameters<SessionFacts['update']>[0]): EventBody[] {
    const patch = this.#facts.update(found);
    return patch ? [patch] : [];
  }

  #unknown(type: unknown): Outcome {
    return unknownKind(type, this.#version);
  }
}

function recap(of: 'compaction' | 'session', summary: unknown): EventBody[] {
  const text = asString(summary)?.trim();
  return text ? [{ kind: 'recap', of, text }] : [];
}

/** The parent is named by its file, `<time>_<id>.jsonl`. */
function parentId(file: string): string {
  return /_([^_\\/]+)\.jsonl$/.exec(file)?.[1] ?? file;
}
