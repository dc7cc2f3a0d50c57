/** Records as Codex writes them. */
const at = '2026-05-04T09:00:00.000Z';

export const meta = (id: string, more: object = {}): object => ({
  timestamp: at,
  type: 'session_meta',
  payload: { id, timestamp: at, cwd: '/work/shop', cli_version: '0.150.0', source: 'cli', ...more },
});

export const context = (more: object = {}): object => ({
  timestamp: at,
  type: 'turn_context',
  payload: { cwd: '/work/shop', model: 'gpt-5.5', ...more },
});

export const item = (type: string, fields: object = {}): object => ({
  timestamp: at,
  type: 'response_item',
  payload: { type, ...fields },
});

export const event = (type: string, fields: object = {}): object => ({
  timestamp: at,
  type: 'event_msg',
  payload: { type, ...fields },
});

export const message = (role: string, text: string): object =>
  item('message', { role, content: [{ type: role === 'user' ? 'input_text' : 'output_text', text }] });

/** What the person says is recorded twice. */
export const prompt = (text: string): object[] => [
  message('user', text),
  event('user_message', { message: text }),
];

export const call = (id: string, name: string, input: unknown): object =>
  item('function_call', {
    call_id: id,
    name,
    arguments: typeof input === 'string' ? input : JSON.stringify(input),
  });

export const output = (id: string, text: unknown): object =>
  item('function_call_output', { call_id: id, output: text });

export function tokens(
  total: number,
  sum: number,
  parts: object = { input_tokens: total - 20, output_tokens: 20 },
): object {
  const last_token_usage = { ...parts, total_tokens: total };
  const info = { total_token_usage: { total_tokens: sum }, last_token_usage, model_context_window: 258_400 };
  return event('token_count', { info });
}
