import type { Usage } from '../../session/events.ts';
import { asCount, asObject, type JsonObject } from '../json.ts';

/**
 * The usage of a `token_count` event: the context is the last request's total. Undefined for what is no model call: a
 * count without `info` (rate limits only), and the count that follows a compaction, whose parts are all 0.
 */
export function tokenCount(event: JsonObject, model: string | undefined): Usage | undefined {
  const info = asObject(event['info']);
  const last = asObject(info?.['last_token_usage']);
  const contextTokens = asCount(last?.['total_tokens']);
  const outputTokens = asCount(last?.['output_tokens']);
  if (!contextTokens || (!asCount(last?.['input_tokens']) && !outputTokens)) return undefined;
  // The count is repeated when rate limits change; the sum over the session tells a repetition from a new call.
  const sum = asCount(asObject(info?.['total_token_usage'])?.['total_tokens']);
  return {
    kind: 'usage',
    callId: `${sum ?? 'sum'}/${contextTokens}`,
    contextTokens,
    outputTokens,
    model,
    windowTokens: asCount(info?.['model_context_window']) || undefined,
  };
}
