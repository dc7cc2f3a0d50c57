/** Records as Claude Code writes them; each hangs on the one before unless it says otherwise. */
export class Records {
  readonly #all: object[] = [];
  #parent: string | null = null;

  get all(): readonly object[] {
    return this.#all;
  }

  /** A record outside the chain. */
  plain(record: object): this {
    this.#all.push(record);
    return this;
  }

  /** A record of the chain. */
  chain(type: string, fields: { uuid?: string; readonly [key: string]: unknown }): this {
    const { uuid = `u${this.#all.length}`, toolUseResult, ...others } = fields;
    this.#all.push({
      parentUuid: this.#parent,
      isSidechain: false,
      sessionId: 's-1',
      version: '2.1.200',
      cwd: '/work/shop',
      gitBranch: 'main',
      type,
      ...others,
      uuid,
      timestamp: '2026-05-04T09:00:00.000Z',
      toolUseResult,
    });
    this.#parent = uuid;
    return this;
  }

  user(content: unknown, fields: object = {}): this {
    return this.chain('user', { message: { role: 'user', content }, ...fields });
  }

  agent(block: object | string, fields: object = {}, message: object = {}): this {
    const content = [typeof block === 'string' ? { type: 'text', text: block } : block];
    return this.chain('assistant', {
      message: { role: 'assistant', model: 'claude-opus-5', content, ...message },
      ...fields,
    });
  }

  call(id: string, name: string, input: object): this {
    return this.agent({ type: 'tool_use', id, name, input });
  }

  result(id: string, content: unknown, fields: object = {}, isError: boolean = false): this {
    const block = { type: 'tool_result', tool_use_id: id, content, ...(isError && { is_error: true }) };
    return this.user([block], fields);
  }

  queue(operation: string, content?: string): this {
    return this.plain({ type: 'queue-operation', operation, sessionId: 's-1', content });
  }
}
