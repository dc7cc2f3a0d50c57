import type { DiscoveryQuery, TranscriptFile } from './contract.ts';
import { newestFirst } from './discovery.ts';
import { sources } from './registry.ts';

/** Transcripts of every agent, or of the named ones, newest first. */
export function findSessions(
  query: DiscoveryQuery & { agents?: readonly string[] | undefined },
): TranscriptFile[] {
  const { agents = [] } = query;
  const asked = sources.filter(({ agent }) => agents.length === 0 || agents.includes(agent));
  return newestFirst(asked.flatMap((source) => source.discover(query))).slice(0, query.limit);
}
