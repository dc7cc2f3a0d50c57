import type { Emit, Outcome, Source } from '../contract.ts';
import { DocumentReader } from '../document-reader.ts';
import { MAX_DOCUMENT_LINE_BYTES, parseElement, type Element } from '../elements.ts';
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
  recordsUsage: false,
  maxLineBytes: MAX_DOCUMENT_LINE_BYTES,
  readsTail: true,
  recognises: (head) =>
    LIST_OF_MESSAGES.test(head) || HOLDS_MESSAGES.test(head) || LINES_OF_MESSAGES.test(head),
  discover: () => [], // only files that are named, and standard input
  reader: () => new MessagesReader(LIST_KEYS),
};

class MessagesReader extends DocumentReader {
  protected element(element: Element, emit: Emit): readonly Outcome[] {
    return element.isHead ? [] : [outcomeOf(element, emit)];
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
