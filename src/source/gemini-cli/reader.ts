import type { EventBody } from '../../session/events.ts';
import type { ByteRange, Emit, Line, Outcome, TranscriptReader } from '../contract.ts';
import { ElementSplitter, parseElement } from '../elements.ts';
import {
  asArray,
  asId,
  asObject,
  asObjects,
  asString,
  parseLine,
  unknownKind,
  type JsonObject,
} from '../json.ts';
import { SessionFacts } from '../session-facts.ts';
import { geminiEvents, noticeEvents, userEvents } from './messages.ts';
import { MessageLog } from './message-log.ts';
import { snapshotEvents } from './user-text.ts';

const LIST_KEYS: ReadonlySet<string> = new Set(['messages']);

/**
 * Reads one session of Gemini CLI: a log of patches, one record a line, or the document `{ sessionId, messages: [] }` of
 * earlier versions. What stands behind a document's messages is not read, which is the session's title: events keep the
 * order of the file.
 */
export class GeminiReader implements TranscriptReader {
  readonly #facts: SessionFacts;
  readonly #log: MessageLog;
  /** Set once the first line has told that the file is a document. */
  #document: ElementSplitter | undefined;
  #isLog: boolean;
  /** The last line was no record: perhaps one that is still being written. */
  #isTorn = false;

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#facts = new SessionFacts(known?.['facts']);
    this.#log = new MessageLog(known?.['log']);
    this.#isLog = known !== undefined;
  }

  line(line: Line, emit: Emit): Outcome | readonly Outcome[] {
    if (!this.#document) {
      const record = parseLine(line);
      const isRecord = record !== undefined && !Array.isArray(record['messages']);
      if (isRecord || this.#isLog) {
        this.#isLog = true;
        this.#isTorn = record === undefined;
        return record ? this.#record(record, line.offset, emit) : 'malformed';
      }
    }
    this.#document ??= new ElementSplitter(LIST_KEYS);
    const elements = this.#document.take(line.buffer.subarray(line.start, line.end), line.offset);
    return elements.map((element) => {
      const object = parseElement(element);
      return object ? this.#record(object, element.offset, emit) : 'malformed';
    });
  }

  end(): readonly Outcome[] {
    return Array.from({ length: this.#document?.lost ?? 0 }, () => 'malformed');
  }

  /** A document changes as a whole, and a torn line must be read again. */
  state(): unknown {
    if (this.#document || this.#isTorn) return undefined;
    return { facts: this.#facts.state(), log: this.#log.state() };
  }

  abandoned(): readonly ByteRange[] {
    return this.#log.abandoned();
  }

  #record(record: JsonObject, offset: number, emit: Emit): Outcome {
    const events = this.#events(record, offset);
    if (!Array.isArray(events)) return events;
    const at = asString(record['timestamp']);
    for (const event of events) emit(at === undefined ? { ...event, offset } : { ...event, offset, at });
    return 'understood';
  }

  #events(record: JsonObject, offset: number): EventBody[] | Outcome {
    const rewindTo = asString(record['$rewindTo']);
    if (rewindTo !== undefined) {
      this.#log.rewind(rewindTo, offset);
      return [];
    }
    const set = asObject(record['$set']);
    if (set) return [...this.#session(set), ...this.#checkpoint(set, offset)];
    if (record['sessionId'] !== undefined && record['type'] === undefined) return this.#session(record);
    return this.#message(record, offset);
  }

  /** `directories` are those of the workspace; the first is where the agent works. */
  #session(header: JsonObject): EventBody[] {
    const cwd = asArray(header['directories'])[0];
    return this.#patch({ nativeId: header['sessionId'], title: header['summary'], cwd });
  }

  /**
   * The history anew, after it was compacted or parts of it were masked. What was said stays known; only a summary that
   * now stands for it is news.
   */
  #checkpoint(set: JsonObject, offset: number): EventBody[] {
    const news = asObjects(set['messages']).filter((message) => this.#log.isNew(asId(message['id']), offset));
    return news.flatMap((message) => (message['type'] === 'user' ? snapshotEvents(message) : []));
  }

  #message(message: JsonObject, offset: number): EventBody[] | Outcome {
    this.#log.message(asId(message['id']), offset);
    switch (message['type']) {
      case 'user':
        return userEvents(message);
      case 'gemini':
        return [...this.#patch({ model: message['model'] }), ...geminiEvents(message, `message@${offset}`)];
      case 'info':
      case 'error':
      case 'warning':
        return noticeEvents(message);
      default:
        return unknownKind(message['type'], undefined); // no version is recorded
    }
  }

  #patch(found: Parameters<SessionFacts['update']>[0]): EventBody[] {
    const patch = this.#facts.update(found);
    return patch ? [patch] : [];
  }
}
