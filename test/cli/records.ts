/** Short sessions of three agents, of the records that their transcripts are made of. */

const at = (second: number): string => new Date(Date.UTC(2026, 10, 23, 9, 0, second)).toISOString();

export interface ClaudeCodeTurn {
  prompt: string;
  command?: string;
  output?: string;
  /** Whether the command failed. */
  failed?: boolean;
  /** Open tasks that are written down. */
  tasks?: readonly string[];
  reply?: string;
  /** Context tokens of the answer. */
  tokens?: number;
}

/** A Claude Code session of so many turns; a command without output is still running. */
export function claudeCodeRecords(cwd: string, turns: readonly ClaudeCodeTurn[]): object[] {
  const records: object[] = [];
  const add = (type: string, message: object): void => {
    const index = records.length + 1;
    records.push({
      parentUuid: index === 1 ? null : `u-${index - 1}`,
      isSidechain: false,
      userType: 'external',
      cwd,
      sessionId: 'session',
      version: '2.1.300',
      type,
      message,
      uuid: `u-${index}`,
      timestamp: at(index),
    });
  };
  const answer = (content: object, tokens = 20_000): void =>
    add('assistant', {
      model: 'claude-sonnet-4-5',
      id: `msg-${records.length}`,
      type: 'message',
      role: 'assistant',
      content: [content],
      usage: { input_tokens: 10, cache_read_input_tokens: tokens - 10, output_tokens: 50 },
    });
  const result = (id: string, content: string, failed: boolean): void => {
    const block = { type: 'tool_result', tool_use_id: id, content, ...(failed && { is_error: true }) };
    add('user', { role: 'user', content: [block] });
  };
  for (const { prompt, command, output, failed = false, tasks, reply, tokens } of turns) {
    add('user', { role: 'user', content: prompt });
    const id = `toolu-${records.length}`;
    if (command !== undefined) answer({ type: 'tool_use', id, name: 'Bash', input: { command } }, tokens);
    if (output !== undefined) result(id, output, failed);
    if (tasks !== undefined) {
      const todos = tasks.map((content) => ({ content, status: 'pending', activeForm: content }));
      answer({ type: 'tool_use', id: `${id}-tasks`, name: 'TodoWrite', input: { todos } }, tokens);
      result(`${id}-tasks`, 'Todos have been modified successfully.', false);
    }
    if (reply !== undefined) answer({ type: 'text', text: reply }, tokens);
  }
  return records;
}

export function codexRecords(cwd: string, prompt: string, reply: string): object[] {
  const item = (second: number, payload: object): object => ({
    timestamp: at(second),
    type: 'response_item',
    payload,
  });
  return [
    {
      timestamp: at(0),
      type: 'session_meta',
      payload: { id: 'codex-1', timestamp: at(0), cwd, originator: 'codex_cli_rs', cli_version: '0.150.0' },
    },
    { timestamp: at(1), type: 'turn_context', payload: { cwd, model: 'gpt-5.5' } },
    item(2, { type: 'message', role: 'user', content: [{ type: 'input_text', text: prompt }] }),
    { timestamp: at(2), type: 'event_msg', payload: { type: 'user_message', message: prompt } },
    item(3, { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: reply }] }),
    { timestamp: at(4), type: 'event_msg', payload: { type: 'task_complete' } },
  ];
}
