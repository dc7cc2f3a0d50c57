import type { Outcome } from './outcome.ts';
import type { Random } from './random.ts';
import type { ClaudeCodeWriter } from './session/claude-code.ts';
import type { SessionWriter } from './session/writer.ts';

/** Share of the cases of a group that must pass. */
export const GOALS = {
  constraints: 1,
  tasks: 1,
  secrets: 1,
  injections: 1,
  budget: 1,
  malformed: 1,
  atomic: 1,
  decisions: 0.95,
  values: 0.95,
  approaches: 0.95,
  references: 0.95,
  paths: 0.95,
  drift: 0.95,
  chains: 1,
} as const satisfies Record<string, number>;

export type Group = keyof typeof GOALS;

/** Looks at what came out; says what was expected and found when it is not there. */
export type Expectation = (outcome: Outcome) => string | undefined;

/** Something written into the session. */
export interface Step<Writer> {
  /** Where between the case's depth and the session's end, from 0 to 1. */
  later: number;
  write: (session: Writer) => void;
}

export interface Plant<Writer> {
  steps: readonly Step<Writer>[];
  expect: readonly Expectation[];
}

/** One thing that is planted in a session, and what must come of it. */
export interface Case<Writer = ClaudeCodeWriter> {
  group: Group;
  name: string;
  plant: (random: Random) => Plant<Writer>;
}

/** A case that any agent's transcript can hold. */
export type AnyAgentCase = Case<SessionWriter>;

export interface Result {
  group: Group;
  name: string;
  /** Depth, length, seed and agent. */
  where: string;
  /** Empty when the case passed. */
  problems: readonly string[];
}
