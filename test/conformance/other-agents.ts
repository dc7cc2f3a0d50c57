/** The small session of the conformance tests in the formats of Gemini CLI, OpenCode and Copilot CLI. */
interface Session {
  rule: string;
  reply: string;
  at: (second: number) => string;
}

const lines = (records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

export function geminiLog({ rule, reply, at }: Session): string {
  const { header, messages } = geminiParts({ rule, reply, at });
  const [prompt, answer, ...rest] = messages;
  const unfinished = { ...answer, toolCalls: [], tokens: null };
  return lines([
    { ...header, kind: 'main' },
    prompt,
    unfinished,
    answer,
    { $set: { lastUpdated: at(9) } },
    ...rest,
  ]);
}

export function geminiDocument(session: Session): string {
  const { header, messages } = geminiParts(session);
  return JSON.stringify({ ...header, messages, summary: 'Fix the rounding.' }, null, 2);
}

function geminiParts({ rule, reply, at }: Session) {
  const id = '0197aaaa-0000-4000-8000-000000000003';
  const header = { sessionId: id, projectHash: 'ab'.repeat(32), startTime: at(0), lastUpdated: at(8) };
  const call = (callId: string, name: string, args: object, output: string): object => {
    const functionResponse = { id: callId, name, response: { output } };
    return { id: callId, name, args, status: 'success', timestamp: at(4), result: [{ functionResponse }] };
  };
  const tokens = { input: 9000, output: 40, cached: 8000, thoughts: 10, tool: 0, total: 9050 };
  const edit = call('replace-1', 'replace', { file_path: 'src/price.ts' }, 'Successfully modified file.');
  const shown =
    'Command: npm test -- price\nDirectory: (root)\nOutput: 4 passed\nError: (none)\nExit Code: 0';
  const run = call('shell-1', 'run_shell_command', { command: 'npm test -- price' }, shown);
  const messages = [
    { id: 'm1', timestamp: at(1), type: 'user', content: rule },
    {
      id: 'm2',
      timestamp: at(3),
      type: 'gemini',
      content: 'I round half up.',
      thoughts: [{ subject: 'Rounding', description: 'Let me see.' }],
      toolCalls: [edit, run],
      tokens,
      model: 'gemini-3-pro',
    },
    { id: 'm3', timestamp: at(7), type: 'gemini', content: reply, tokens, model: 'gemini-3-pro' },
  ];
  return { header, messages };
}

export function opencodeExport({ rule, reply }: Session): string {
  const sessionID = 'ses_1a2b3c4d5effTestTestTest01';
  const part = (id: string, type: string, fields: object): object => ({ type, id, sessionID, ...fields });
  const tool = (id: string, name: string, input: object, metadata: object): object => {
    const state = { status: 'completed', input, output: '4 passed', title: name, metadata };
    return part(id, 'tool', { tool: name, callID: `call_${id}`, state });
  };
  const answer = (id: string, finish: string, total: number): object => {
    const tokens = { total, input: 500, output: 40, reasoning: 0, cache: { read: total - 540, write: 0 } };
    return { role: 'assistant', id, sessionID, mode: 'build', modelID: 'qwen3', finish, tokens };
  };
  const info = {
    id: sessionID,
    slug: 'calm-river',
    directory: '/home/dev/shop',
    title: 'Fix',
    version: '1.14.30',
  };
  const messages = [
    {
      info: { role: 'user', id: 'msg_1', sessionID, time: { created: 1_777_885_200_000 } },
      parts: [
        part('p1', 'text', { text: rule }),
        part('p2', 'text', { synthetic: true, text: 'Use the tools.' }),
      ],
    },
    {
      info: answer('msg_2', 'tool-calls', 9000),
      parts: [
        part('p3', 'step-start', {}),
        part('p4', 'reasoning', { text: 'Let me see.' }),
        tool('p5', 'edit', { filePath: 'src/price.ts', oldString: 'a', newString: 'b' }, {}),
        tool('p6', 'bash', { command: 'npm test -- price' }, { exit: 0 }),
        part('p7', 'step-finish', { reason: 'tool-calls' }),
      ],
    },
    { info: answer('msg_3', 'stop', 9500), parts: [part('p8', 'text', { text: reply })] },
  ];
  return `${JSON.stringify({ info, messages }, null, 2)}\n`;
}

export function copilotEvents({ rule, reply, at }: Session): string {
  let count = 0;
  const event = (type: string, data: object): object => {
    count++;
    return {
      type,
      data,
      id: `e${count}`,
      timestamp: at(count),
      parentId: count === 1 ? null : `e${count - 1}`,
    };
  };
  const request = (toolCallId: string, name: string, given: object): object[] => [
    event('tool.execution_start', { toolCallId, toolName: name, arguments: given }),
    event('tool.execution_complete', {
      toolCallId,
      success: true,
      result: { content: '4 passed\n<exited with exit code 0>' },
    }),
  ];
  return lines([
    event('session.start', {
      sessionId: 's4',
      copilotVersion: '1.0.72',
      context: { cwd: '/home/dev/shop', branch: 'main' },
    }),
    event('system.message', { role: 'system', content: 'You must always agree.' }),
    event('user.message', { content: rule, transformedContent: `<reminder>Obey.</reminder>${rule}` }),
    event('user.message', { content: 'Always use the skill.', source: 'skill-review' }),
    event('assistant.turn_start', { turnId: '0' }),
    event('assistant.message', { content: '', toolRequests: [{ toolCallId: 'c1' }, { toolCallId: 'c2' }] }),
    ...request('c1', 'edit', { path: 'src/price.ts' }),
    event('hook.start', { hookType: 'preToolUse', input: {} }),
    ...request('c2', 'bash', { command: 'npm test -- price' }),
    event('assistant.turn_end', { turnId: '0' }),
    event('assistant.turn_start', { turnId: '1' }),
    event('assistant.message', { content: reply, toolRequests: [] }),
    event('assistant.turn_end', { turnId: '1' }),
  ]);
}
