import type { ByteRange, Emit, Line, Outcome, Source, TranscriptReader } from '../contract.ts';
import { ElementSplitter, MAX_DOCUMENT_LINE_BYTES, parseElement, type Element } from '../elements.ts';
import { messageEvents } from './events.ts';

/** Under these keys of an object lies a list of messages. */
const LIST_KEYS: ReadonlySet<string> = new Set(['messages', 'input', 'output', 'items']);

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
  readonly #splitter = new ElementSplitter(LIST_KEYS);

  line({ buffer, start, end, offset }: Line, emit: Emit): readonly Outcome[] {
    const elements = this.#splitter.take(buffer.subarray(start, end), offset);
    return elements.flatMap((element) => (element.isHead ? [] : [outcomeOf(element, emit)]));
  }

  end(): readonly Outcome[] {
    return Array.from({ length: this.#splitter.lost }, () => 'malformed');
  }

  /** A document changes as a whole. */
  state(): undefined {
    return undefined;
  }

  abandoned(): readonly ByteRange[] {
    return [];
  }
}

function outcomeOf(element: Element, emit: Emit): Outcome {
  const { offset } = element;
  const message = parseElement(element);
  if (!message) return 'malformed';
  const events = messageEvents(message, offset);
  if (!Array.isArray(events)) return events;
  for (const event of events) emit({ ...event, offset });
  return 'understood';
}
