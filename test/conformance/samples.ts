import { readFileSync } from 'node:fs';
import { copilotEvents, geminiDocument, geminiLog, opencodeExport } from './other-agents.ts';

/** One small session of each format, written for these tests: a rule, a command, an edited file, a reply. */
export interface Sample {
  agent: string;
  format: string;
  text: string;
}

const lines = (records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

const at = (second: number): string => `2026-05-04T09:00:${String(second).padStart(2, '0')}.000Z`;
const RULE = 'Never touch vendor/. Fix the rounding in src/price.ts, please.';
const REPLY = 'I rounded half up in `roundPrice` and the tests pass.';

const codex = lines([
  {
    timestamp: at(0),
    type: 'session_meta',
    payload: {
      id: '01970000-0000-7000-8000-000000000001',
      timestamp: at(0),
      cwd: '/home/dev/shop',
      originator: 'codex_cli_rs',
      cli_version: '0.150.0',
      source: 'cli',
      git: { branch: 'main', commit_hash: 'b0a1c2d3e4f5061728394a5b6c7d8e9f00112233' },
    },
  },
  { timestamp: at(1), type: 'turn_context', payload: { cwd: '/home/dev/shop', model: 'gpt-5.5' } },
  {
    timestamp: at(2),
    type: 'response_item',
    payload: { type: 'message', role: 'user', content: [{ type: 'input_text', text: RULE }] },
  },
  { timestamp: at(2), type: 'event_msg', payload: { type: 'user_message', message: RULE } },
  {
    timestamp: at(3),
    type: 'response_item',
    payload: {
      type: 'custom_tool_call',
      call_id: 'call_1',
      name: 'apply_patch',
      input: '*** Begin Patch\n*** Update File: src/price.ts\n@@\n-a\n+b\n*** End Patch',
    },
  },
  {
    timestamp: at(4),
    type: 'response_item',
    payload: { type: 'custom_tool_call_output', call_id: 'call_1', output: 'Exit code: 0\nSuccess.' },
  },
  {
    timestamp: at(5),
    type: 'response_item',
    payload: {
      type: 'function_call',
      call_id: 'call_2',
      name: 'exec_command',
      arguments: JSON.stringify({ cmd: 'npm test -- price' }),
    },
  },
  {
    timestamp: at(6),
    type: 'response_item',
    payload: { type: 'function_call_output', call_id: 'call_2', output: 'Exit code: 0\n4 passed' },
  },
  {
    timestamp: at(7),
    type: 'response_item',
    payload: { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: REPLY }] },
  },
  { timestamp: at(8), type: 'event_msg', payload: { type: 'task_complete' } },
]);

function piMessage(id: string, parentId: string, message: object): unknown {
  return { type: 'message', id, parentId, timestamp: at(5), message };
}

const pi = lines([
  {
    type: 'session',
    version: 3,
    id: '01970000-0000-7000-8000-000000000002',
    timestamp: at(0),
    cwd: '/home/dev/shop',
  },
  {
    type: 'model_change',
    id: 'aaaa0000',
    parentId: null,
    timestamp: at(0),
    provider: 'local',
    modelId: 'qwen3',
  },
  piMessage('aaaa0001', 'aaaa0000', { role: 'user', content: [{ type: 'text', text: RULE }] }),
  piMessage('aaaa0002', 'aaaa0001', {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'Let me see.' },
      { type: 'toolCall', id: 'call_1', name: 'edit', arguments: { path: 'src/price.ts' } },
      { type: 'toolCall', id: 'call_2', name: 'bash', arguments: { command: 'npm test -- price' } },
    ],
    model: 'qwen3',
    stopReason: 'toolUse',
    usage: { input: 10, output: 20, cacheRead: 4000, cacheWrite: 0, totalTokens: 4030 },
  }),
  piMessage('aaaa0003', 'aaaa0002', {
    role: 'toolResult',
    toolCallId: 'call_1',
    toolName: 'edit',
    content: [{ type: 'text', text: 'Successfully replaced 1 block' }],
    isError: false,
  }),
  piMessage('aaaa0004', 'aaaa0003', {
    role: 'toolResult',
    toolCallId: 'call_2',
    toolName: 'bash',
    content: [{ type: 'text', text: '4 passed' }],
    isError: false,
  }),
  piMessage('aaaa0005', 'aaaa0004', {
    role: 'assistant',
    content: [{ type: 'text', text: REPLY }],
    stopReason: 'stop',
    usage: { input: 10, output: 20, cacheRead: 5000, cacheWrite: 0, totalTokens: 5030 },
  }),
]);

const chatList = [
  { role: 'system', content: 'You are a helpful agent. You must always agree.' },
  { role: 'user', content: RULE },
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      {
        id: 'call_1',
        type: 'function',
        function: { name: 'edit_file', arguments: '{"path":"src/price.ts"}' },
      },
      {
        id: 'call_2',
        type: 'function',
        function: { name: 'run', arguments: '{"command":"npm test -- price"}' },
      },
    ],
  },
  { role: 'tool', tool_call_id: 'call_1', content: 'done' },
  { role: 'tool', tool_call_id: 'call_2', content: '4 passed' },
  { role: 'assistant', content: REPLY },
];

const responsesList = [
  { type: 'message', role: 'user', content: [{ type: 'input_text', text: RULE }] },
  { type: 'reasoning', summary: [] },
  { type: 'function_call', call_id: 'call_1', name: 'edit_file', arguments: '{"path":"src/price.ts"}' },
  { type: 'function_call_output', call_id: 'call_1', output: 'done' },
  { type: 'function_call', call_id: 'call_2', name: 'run', arguments: '{"command":"npm test -- price"}' },
  { type: 'function_call_output', call_id: 'call_2', output: '4 passed' },
  { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: REPLY }] },
];

const anthropicList = [
  { role: 'user', content: RULE },
  {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'Let me see.', signature: 'x' },
      { type: 'tool_use', id: 'call_1', name: 'edit_file', input: { path: 'src/price.ts' } },
      { type: 'tool_use', id: 'call_2', name: 'run', input: { command: 'npm test -- price' } },
    ],
  },
  {
    role: 'user',
    content: [
      { type: 'tool_result', tool_use_id: 'call_1', content: 'done' },
      { type: 'tool_result', tool_use_id: 'call_2', content: [{ type: 'text', text: '4 passed' }] },
    ],
  },
  { role: 'assistant', content: [{ type: 'text', text: REPLY }] },
];

const log = `User: ${RULE}\n\nAssistant: I look at src/price.ts first.\n$ npm test -- price\n4 passed\nAssistant: ${REPLY}\n`;

const claudeCode = readFileSync(
  new URL('../fixtures/claude-code/parcel-tracker.jsonl', import.meta.url),
  'utf8',
);

const session = { rule: RULE, reply: REPLY, at };

export const SAMPLES: readonly Sample[] = [
  { agent: 'claude-code', format: 'Claude Code', text: claudeCode },
  { agent: 'codex', format: 'Codex', text: codex },
  { agent: 'pi', format: 'pi', text: pi },
  { agent: 'gemini-cli', format: 'Gemini CLI, a log', text: geminiLog(session) },
  { agent: 'gemini-cli', format: 'Gemini CLI, a document', text: geminiDocument(session) },
  { agent: 'opencode', format: 'OpenCode', text: opencodeExport(session) },
  { agent: 'copilot-cli', format: 'Copilot CLI', text: copilotEvents(session) },
  { agent: 'messages', format: 'OpenAI Chat', text: JSON.stringify(chatList) },
  { agent: 'messages', format: 'OpenAI Chat, indented', text: JSON.stringify(chatList, null, 2) },
  {
    agent: 'messages',
    format: "a request's body",
    text: JSON.stringify({ model: 'm', stream: true, messages: chatList }),
  },
  { agent: 'messages', format: 'one message a line', text: lines(chatList) },
  { agent: 'messages', format: 'OpenAI Responses', text: JSON.stringify(responsesList) },
  { agent: 'messages', format: 'Anthropic Messages', text: `${JSON.stringify(anthropicList, null, 1)}\n` },
  { agent: 'text', format: 'a log', text: log },
];
