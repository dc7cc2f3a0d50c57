import { asCount, asObject, asString, type JsonObject } from '../json.ts';
import type { SessionFacts } from '../session-facts.ts';

/** Ids of sessions and turns are UUIDs of version 7 (since 2025-09), so that their order is that of their making. */
const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/;

/**
 * Whose history the records are. A fork begins with a copy of its parent's records, which are part of this conversation
 * too. So does a sub-agent's file, but there they are only what the sub-agent was given to know: they are passed over.
 */
export class Ancestry {
  #isSubAgent: boolean;
  #isCopying: boolean;
  /** First record of a sub-agent's own history, where recorded. */
  #ownFrom: number | undefined;

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#isSubAgent = known?.['isSubAgent'] === true;
    this.#isCopying = known?.['isCopying'] === true;
    this.#ownFrom = asCount(known?.['ownFrom']);
  }

  /** Takes a `session_meta`; the file's own is the first. Returns what the first tells, undefined for others. */
  meta(meta: JsonObject, facts: SessionFacts): Parameters<SessionFacts['update']>[0] | undefined {
    const id = asString(meta['id']) ?? asString(meta['session_id']);
    const own = facts.get('nativeId');
    if (own !== undefined && id !== own) {
      this.#isCopying = this.#isSubAgent && UUID_7.test(own);
      return undefined;
    }
    const subAgent = asObject(meta['source'])?.['subagent'];
    const spawn = asObject(asObject(subAgent)?.['thread_spawn']);
    const git = asObject(meta['git']);
    this.#isSubAgent = subAgent !== undefined;
    this.#ownFrom = asCount(meta['subagent_history_start_ordinal']);
    return {
      nativeId: id,
      cwd: meta['cwd'],
      agentVersion: meta['cli_version'],
      branch: git?.['branch'],
      commit: git?.['commit_hash'],
      parentId: meta['forked_from_id'] ?? meta['parent_thread_id'] ?? spawn?.['parent_thread_id'],
    };
  }

  /** Whether the record belongs to the parent. Its own part begins with the first turn made after the session. */
  isParents(record: JsonObject, payload: JsonObject, ownId: string | undefined): boolean {
    if (!this.#isCopying) return false;
    const turn = asString(payload['turn_id']);
    const isOwnTurn = turn !== undefined && ownId !== undefined && UUID_7.test(turn) && turn >= ownId;
    const ordinal = asCount(record['ordinal']);
    const isBehind = this.#ownFrom !== undefined && ordinal !== undefined && ordinal >= this.#ownFrom;
    if (isOwnTurn || isBehind) this.#isCopying = false;
    return this.#isCopying;
  }

  get isCopying(): boolean {
    return this.#isCopying;
  }

  state(): unknown {
    return { isSubAgent: this.#isSubAgent, isCopying: this.#isCopying, ownFrom: this.#ownFrom ?? null };
  }
}
