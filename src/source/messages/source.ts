import type { ByteRange, Emit, Line, Outcome, Source, TranscriptReader } from '../contract.ts';
import { parseLine } from '../json.ts';
import { messageEvents } from './events.ts';
import { ElementSplitter, type Element } from './elements.ts';

/** A document is often one line. */
const MAX_DOCUMENT_LINE_BYTES = 256 * 1024 * 1024;

const LIST_OF_MESSAGES = /^\uFEFF?\s*\[\s*(?:\]|\{\s*"(?:role|type|content|id|call_id|name)"\s*:)/;
const HOLDS_MESSAGES = /^\uFEFF?\s*\{[^[\]]{0,4000}?"(?:messages|input|output|items)"\s*:\s*\[\s*\{/;
const LINES_OF_MESSAGES = /^\uFEFF?\s*\{\s*"role"\s*:\s*"(?:system|developer|user|assistant|tool)"/;

/**
 * Messages of somebody's own agent loop: a JSON list in the shapes of OpenAI Chat, OpenAI Responses or Anthropic
 * Messages, an object that holds one (a request's body), or one message a line.
 */
export const messages: Source = {
  agent: 'messages',
  label: 'Messages',
  records: { usage: false, window: false, summary: false },
  maxLineBytes: MAX_DOCUMENT_LINE_BYTES,
  readsTail: true,
  recognises: (head) =>
    LIST_OF_MESSAGES.test(head) || HOLDS_MESSAGES.test(head) || LINES_OF_MESSAGES.test(head),
  discover: () => [], // only files that are named, and standard input
  reader: () => new MessagesReader(),
};

class MessagesReader implements TranscriptReader {
  #found: Element[] = [];
  readonly #splitter = new ElementSplitter((element) => this.#found.push(element));

  line({ buffer, start, end, offset }: Line, emit: Emit): readonly Outcome[] {
    this.#splitter.take(buffer.subarray(start, end), offset);
    return this.#found.splice(0).map((element) => outcomeOf(element, emit));
  }

  end(): readonly Outcome[] {
    // What was torn, and what was too large.
    const count = this.#splitter.oversize + (this.#splitter.isOpen ? 1 : 0);
    return Array.from({ length: count }, () => 'malformed');
  }

  /** A document changes as a whole. */
  state(): undefined {
    return undefined;
  }

  abandoned(): readonly ByteRange[] {
    return [];
  }
}

function outcomeOf({ json, offset }: Element, emit: Emit): Outcome {
  const buffer = Buffer.from(json);
  const message = parseLine({ buffer, start: 0, end: buffer.length });
  if (!message) return 'malformed';
  const events = messageEvents(message, offset);
  if (!Array.isArray(events)) return events;
  for (const event of events) emit({ ...event, offset });
  return 'understood';
}
