import type { EventBody, SessionEvent } from '../../src/session/events.ts';

/** A transcript's event, `minutes` after noon. */
export function event(body: EventBody, minutes = 0): SessionEvent {
  return { ...body, offset: 0, at: new Date(Date.UTC(2026, 10, 20, 12, minutes)).toISOString() };
}

let calls = 0;

export function usage(
  contextTokens: number,
  more: { model?: string; windowTokens?: number } = {},
): SessionEvent {
  return event({ kind: 'usage', callId: `call-${calls++}`, contextTokens, ...more });
}

export function prompt(text = 'Go on'): SessionEvent {
  return event({ kind: 'prompt', text, origin: 'typed' });
}

export function autoCompaction(tokensBefore?: number): SessionEvent {
  return event({ kind: 'compaction', trigger: 'auto', tokensBefore });
}
