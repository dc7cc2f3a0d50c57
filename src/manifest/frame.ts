import type { Facts } from '../evidence/facts.ts';
import type { RepositoryState } from '../evidence/repository-state.ts';
import type { Frame } from './assemble.ts';

/** Characters of visible text for one token, over real sessions: 3.53 bytes with o200k (labelled an estimate). */
const CHARS_PER_TOKEN = 3.5;
export interface FrameInput {
  /** Id of the manifest. */
  id: string;
  projectId: string;
  session: { agent: string; nativeId: string; lastAt: Date };
  facts: Facts;
  repository: RepositoryState;
  /** Pressure at the end, 0 to 1 and more; undefined when unknown. */
  pressure: number | undefined;
}

/** The first part of a UUID tells a person's sessions apart; one of version 7 begins with the time, and needs two. The evidence has it whole. */
function shortId(nativeId: string): string {
  const version = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(
    nativeId,
  )?.[1];
  if (version === undefined) return nativeId;
  return nativeId.slice(0, version === '7' ? 13 : 8);
}

/** What a manifest says besides the facts of the conversation: whose it is, when, and where the repository stood. */
export function frame(input: FrameInput): Frame {
  const { facts, repository, session } = input;
  const metadata: Frame['metadata'] = {
    v: 1,
    id: input.id,
    project: input.projectId,
    session: `${session.agent}/${shortId(session.nativeId)}`,
    timestamp: session.lastAt.toISOString().replace(/\.\d+Z$/, 'Z'),
    phase: facts.activity,
  };
  if (input.pressure !== undefined) metadata.context_usage_before = `${Math.round(input.pressure * 100)}%`;
  if (facts.session.resumedFrom !== undefined) metadata.parent = facts.session.resumedFrom;
  return {
    metadata,
    branch: repository.branch ?? facts.session.branch,
    commit: (repository.head ?? facts.session.commit)?.slice(0, 10),
    unpushed: repository.ahead === 0 ? undefined : repository.ahead,
    stateFile: repository.stateFile,
    ruleCount: facts.statements.filter((fact) => !fact.lifted && fact.type !== 'answer').length,
    originalTokens: Math.round(facts.visibleChars / CHARS_PER_TOKEN),
  };
}
