import { asObject, asString, type JsonObject } from '../json.ts';
import type { SessionFacts } from '../session-facts.ts';

/**
 * What a `session_meta` tells of the session; undefined for any but the file's first. A fork and a sub-agent begin with
 * a copy of their parent's records, `session_meta` included: it is what they know, and so part of their conversation.
 */
export function sessionMeta(
  meta: JsonObject,
  known: SessionFacts,
): Parameters<SessionFacts['update']>[0] | undefined {
  const id = asString(meta['id']) ?? asString(meta['session_id']);
  const own = known.get('nativeId');
  if (own !== undefined && id !== own) return undefined;
  const subAgent = asObject(asObject(meta['source'])?.['subagent']);
  const spawn = asObject(subAgent?.['thread_spawn']);
  const git = asObject(meta['git']);
  return {
    nativeId: id,
    cwd: meta['cwd'],
    agentVersion: meta['cli_version'],
    branch: git?.['branch'],
    commit: git?.['commit_hash'],
    parentId: meta['forked_from_id'] ?? meta['parent_thread_id'] ?? spawn?.['parent_thread_id'],
  };
}
