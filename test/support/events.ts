import { FactCollector, type CollectorState } from '../../src/evidence/fact-collector.ts';
import type { Facts } from '../../src/evidence/facts.ts';
import { candidates } from '../../src/manifest/candidates.ts';
import type {
  EventBody,
  Prompt,
  SessionEvent,
  TaskChange,
  ToolAction,
  ToolResult,
} from '../../src/session/events.ts';

/** What happens in a session; several events where they belong together. */
export type Told = EventBody | readonly EventBody[];

export function user(text: string, origin: Prompt['origin'] = 'typed'): EventBody {
  return { kind: 'prompt', text, origin };
}

export function agent(text: string): EventBody {
  return { kind: 'reply', text };
}

let calls = 0;

type Result = Partial<Pick<ToolResult, 'ok' | 'exitCode' | 'output' | 'refused'>>;

/** A tool call and its result. */
export function did(action: ToolAction, result: Result = {}, tool = 'Tool'): EventBody[] {
  const callId = `call-${++calls}`;
  return [
    { kind: 'tool-call', callId, tool, action },
    { kind: 'tool-result', callId, ok: true, output: '', ...result },
  ];
}

export function ran(command: string, output = '', exitCode = 0): EventBody[] {
  return did({ type: 'command', command }, { ok: exitCode === 0, exitCode, output }, 'Bash');
}

/** A call whose result was never recorded. */
export function started(action: ToolAction, tool = 'Bash'): EventBody {
  return { kind: 'tool-call', callId: `call-${++calls}`, tool, action };
}

export function refused(action: ToolAction, reason?: string): EventBody[] {
  return did(action, { ok: false, output: 'The person refused.', refused: { reason } }, 'Bash');
}

export function tasks(...changes: TaskChange[]): EventBody {
  return { kind: 'tasks', whole: false, tasks: changes };
}

export function wholeList(...changes: TaskChange[]): EventBody {
  return { kind: 'tasks', whole: true, tasks: changes };
}

/** The events of a session: each record stands 100 bytes behind the one before, a second later. */
export function events(...told: readonly Told[]): SessionEvent[] {
  return told.flat().map((body, index) => ({
    ...body,
    offset: index * 100,
    at: new Date(Date.UTC(2026, 10, 20, 12, 0, index)).toISOString(),
  }));
}

export function collect(told: readonly SessionEvent[], state?: CollectorState): FactCollector {
  const collector = new FactCollector({ agent: 'claude-code', state });
  for (const event of told) collector.event(event);
  return collector;
}

export function factsOf(...told: readonly Told[]): Facts {
  return collect(events(...told)).facts();
}

/** The rules that are sure of their place in a manifest. */
export function pinned(facts: Facts, rulesText = ''): string[] {
  return candidates(facts, { rulesText }).pinned.map(({ text }) => text);
}

/** So many turns that say nothing about rules. */
export function work(turns: number): EventBody[] {
  return Array.from({ length: turns }, (_, index): EventBody[] => [
    user(`Look at module ${index} next`),
    ...did({ type: 'read', paths: [`src/module-${index}.ts`] }, { output: `export const n = ${index};` }),
    agent(`Module ${index} reads its input twice.`),
  ]).flat();
}
