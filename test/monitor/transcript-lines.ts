/** Lines as Claude Code writes them, with only what the monitor's tests need. */

let records = 0;

function record(fields: Record<string, unknown>): string {
  const uuid = `record-${++records}`;
  const timestamp = '2026-11-20T12:00:00.000Z';
  return `${JSON.stringify({ parentUuid: null, uuid, sessionId: 's', timestamp, version: '2.1.329', ...fields })}\n`;
}

export function answerLine(contextTokens: number, more: Record<string, unknown> = {}): string {
  const usage = { input_tokens: 3, cache_read_input_tokens: contextTokens - 3, output_tokens: 9 };
  const content = [{ type: 'text', text: 'Done.' }];
  const message = { id: `msg-${++records}`, role: 'assistant', model: 'claude-sonnet-4-5', content, usage };
  return record({ type: 'assistant', message, ...more });
}

export function promptLine(text: string): string {
  return record({ type: 'user', message: { role: 'user', content: text } });
}

/** A tool's result of about `sizeBytes`. */
export function resultLine(sizeBytes: number): string {
  const content = [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'x'.repeat(sizeBytes) }];
  return record({ type: 'user', message: { role: 'user', content } });
}

export function boundaryLine(preTokens: number): string {
  return record({
    type: 'system',
    subtype: 'compact_boundary',
    compactMetadata: { trigger: 'auto', preTokens },
  });
}
