/** Which cases share a session. Rules share one with few others: 700 bytes of them are promised, and no more. */
import type { AnyAgentCase, Case } from './case.ts';
import { APPROACHES } from './cases/approaches.ts';
import { DECISIONS } from './cases/decisions.ts';
import { INJECTIONS } from './cases/injections.ts';
import { LIFTED_RULES } from './cases/lifted-rules.ts';
import { WINDOWS, WORKTREE } from './cases/paths.ts';
import { REFERENCES } from './cases/references.ts';
import { RULE_PLACES } from './cases/rule-places.ts';
import { OTHER_RULES, SHORT_RULES } from './cases/rules.ts';
import { LOOK_ALIKE_RULES, SECRETS } from './cases/secrets.ts';
import { REQUESTS_IN_PARTS, TASK_LIST, TODO_LIST } from './cases/task-list.ts';
import { REPOSITORY_VALUES, SAID_VALUES } from './cases/values.ts';
import { WRONG_SUMMARY } from './cases/wrong-summary.ts';
import { ClaudeCodeWriter } from './session/claude-code.ts';
import { CodexWriter } from './session/codex.ts';
import { PiWriter } from './session/pi.ts';
import { USUAL_PLACE, type SessionWriter } from './session/writer.ts';

export type Sitting =
  | { name: string; agent: 'claude-code'; open: () => ClaudeCodeWriter; cases: readonly Case[] }
  | { name: string; agent: 'other'; open: () => SessionWriter; cases: readonly AnyAgentCase[] };

function claudeCode(name: string, cases: readonly Case[], cwd = USUAL_PLACE.cwd): Sitting {
  const place = { ...USUAL_PLACE, cwd };
  return { name, agent: 'claude-code', open: () => new ClaudeCodeWriter({ place }), cases };
}

export const SITTINGS: readonly Sitting[] = [
  claudeCode('rules', SHORT_RULES),
  claudeCode('other rules', OTHER_RULES),
  claudeCode('rules in hidden places', RULE_PLACES),
  claudeCode('lifted rules', LIFTED_RULES),
  claudeCode('tasks', TASK_LIST),
  claudeCode('to-do list', TODO_LIST),
  ...REQUESTS_IN_PARTS.map((request) => claudeCode(request.name, [request])),
  claudeCode('decisions', DECISIONS),
  claudeCode('values, approaches, references', [
    ...SAID_VALUES,
    ...REPOSITORY_VALUES,
    ...APPROACHES,
    ...REFERENCES,
  ]),
  ...WRONG_SUMMARY.map((summary) => claudeCode(summary.name, [summary])),
  claudeCode('secrets', SECRETS),
  claudeCode('look-alikes', LOOK_ALIKE_RULES),
  claudeCode('injections', INJECTIONS),
  claudeCode('Windows', WINDOWS, String.raw`C:\Users\dev\shop`),
  claudeCode('worktree', WORKTREE, '/home/dev/shop/.worktrees/refunds'),
  {
    name: 'Codex',
    agent: 'other',
    open: () => new CodexWriter(),
    cases: [...SHORT_RULES, ...SAID_VALUES, ...APPROACHES],
  },
  {
    name: 'pi',
    agent: 'other',
    open: () => new PiWriter(),
    cases: [...SHORT_RULES, ...SAID_VALUES, ...REFERENCES],
  },
];
