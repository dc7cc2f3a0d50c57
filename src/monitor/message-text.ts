/** Parts of a message that a model does not read as text: images, files and what only its vendor can read. */
const NOT_TEXT = new Set(['data', 'image', 'image_url', 'file_data', 'signature', 'encrypted_content', 'id']);
const MAX_DEPTH = 30;

/**
 * The text in a message as the OpenAI and Anthropic SDKs and the AI SDK have them, tool calls and results
 * included: every string in it but ids, binary data and data URLs.
 */
export function messageText(message: unknown): string {
  return strings(message, MAX_DEPTH).join('\n');
}

function strings(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.startsWith('data:') ? [] : [value];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth === 0) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    NOT_TEXT.has(key) ? [] : strings(part, depth - 1),
  );
}
