import { basename, dirname, join } from 'node:path';
import type { DiscoveryQuery, Source, TranscriptFile } from '../contract.ts';
import { belongsTo, firstString, listFiles, newestFirst, readHead } from '../discovery.ts';
import { ClaudeCodeReader } from './reader.ts';

const MAX_SLUG_LENGTH = 200;

const CHAIN_RECORD = /"parentUuid":/;
const METADATA_RECORD =
  /^\s*\{"type":\s*"(queue-operation|mode|last-prompt|ai-title|custom-title|permission-mode)",.*"sessionId":/;
/** What a file begins with when it resumes another: titles and snapshots, without a session's id. */
const OLD_FIRST_RECORD = /^\s*\{"type":\s*"(summary","summary":\s*"|file-history-snapshot","messageId":\s*")/;

/** Claude Code, 1.0.x to 2.1.x. */
export const claudeCode: Source = {
  agent: 'claude-code',
  label: 'Claude Code',
  recordsUsage: true,
  recognises: (head) =>
    /^\s*\{/.test(head) &&
    (CHAIN_RECORD.test(head) || METADATA_RECORD.test(head) || OLD_FIRST_RECORD.test(head)),
  discover,
  reader: (state) => new ClaudeCodeReader(state),
};

function discover(query: DiscoveryQuery): TranscriptFile[] {
  const { directories, nativeId, environment, homeDirectory, limit } = query;
  const root = join(environment['CLAUDE_CONFIG_DIR'] || join(homeDirectory, '.claude'), 'projects');
  // Sessions of a subdirectory lie under a longer slug; the record's own cwd decides below.
  const prefixes = directories?.map((directory) =>
    projectSlug(directory.replace(/[\\/]+$/, '')).slice(0, MAX_SLUG_LENGTH),
  );
  const files = listFiles(root, {
    depth: 1,
    enter: (folder) => !prefixes || prefixes.some((prefix) => folder.startsWith(prefix)),
    accept: (file) =>
      file.endsWith('.jsonl') &&
      !file.startsWith('agent-') && // sub-agents of 2.0.x lie beside the sessions
      (nativeId === undefined || file === `${nativeId}.jsonl`),
  });
  const found: TranscriptFile[] = [];
  for (const file of newestFirst(files)) {
    if (found.length >= limit) break;
    const cwd = firstString(readHead(file.path), 'cwd') ?? ownDirectory(file.path, directories);
    if (!belongsTo(directories, cwd)) continue;
    found.push({ ...file, agent: 'claude-code', nativeId: file.name.slice(0, -'.jsonl'.length), cwd });
  }
  return found;
}

/** The one of the directories whose folder the file lies in: for files that begin with megabytes of snapshots. */
function ownDirectory(path: string, directories: readonly string[] | undefined): string | undefined {
  const folder = basename(dirname(path));
  return directories?.find((directory) => projectSlug(directory) === folder);
}

/** The folder name that Claude Code makes of a directory. It loses information, so it is never inverted. */
export function projectSlug(directory: string): string {
  const slug = directory.replace(/[^A-Za-z0-9]/g, '-');
  return slug.length <= MAX_SLUG_LENGTH
    ? slug
    : `${slug.slice(0, MAX_SLUG_LENGTH)}-${Math.abs(javaHash(directory)).toString(36)}`;
}

function javaHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
