import type { SessionEvent } from '../session/events.ts';

/** UTF-8 bytes that an event adds to what the model reads; 0 for events that only say something about it. */
export function contextBytes(event: SessionEvent): number {
  const text = contextText(event);
  return text === undefined ? 0 : Buffer.byteLength(text);
}

function contextText(event: SessionEvent): string | undefined {
  if (event.kind === 'prompt' || event.kind === 'reply') return event.text;
  if (event.kind === 'tool-call') return JSON.stringify(event.action);
  if (event.kind === 'tool-result') return event.output;
  return event.kind === 'recap' && event.of === 'compaction' ? event.text : undefined;
}
