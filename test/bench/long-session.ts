/** A Claude Code session of two hundred calls with a compaction, long enough to be judged. */

export interface LongSession {
  text: string;
  /** Stands only behind the compaction, in its summary and in what follows it. */
  canary: string;
}

export function longSession(cwd: string): LongSession {
  const canary = 'canaryBehindTheBoundary';
  const lines: string[] = [];
  const add = (record: object): void => {
    const uuid = `u-${lines.length}`;
    const parentUuid = lines.length === 0 ? null : `u-${lines.length - 1}`;
    const timestamp = new Date(Date.UTC(2026, 4, 1, 8, 0, lines.length)).toISOString();
    lines.push(
      JSON.stringify({ parentUuid, cwd, sessionId: 'long', version: '2.1.300', ...record, uuid, timestamp }),
    );
  };
  const user = (content: unknown, extra: object = {}): void =>
    add({ type: 'user', message: { role: 'user', content }, ...extra });
  const call = (name: string, input: object, output: string): void => {
    const id = `toolu-${lines.length}`;
    add({
      type: 'assistant',
      message: { role: 'assistant', content: [{ type: 'tool_use', id, name, input }] },
    });
    user([{ type: 'tool_result', tool_use_id: id, content: output }]);
  };
  user('Weigh the parcels. Never round a weight.');
  for (let index = 0; index < 80; index++) {
    call('Read', { file_path: `${cwd}/src/part-${index % 12}.ts` }, `${'x '.repeat(1500)}weighParcel`);
    call('Bash', { command: `npm run weigh -- --part ${index % 6}` }, 'weighed');
  }
  add({ type: 'system', subtype: 'compact_boundary', content: 'Conversation compacted' });
  user(`We weigh parcels; ${canary}.`, { isCompactSummary: true });
  for (let index = 0; index < 12; index++) {
    call('Bash', { command: `npm run weigh -- --part ${index % 6}` }, canary);
    call('Read', { file_path: `${cwd}/src/part-${index % 12}.ts` }, canary);
    call('Grep', { pattern: `weighParcel|${canary}` }, canary);
  }
  return { text: lines.map((line) => `${line}\n`).join(''), canary };
}
