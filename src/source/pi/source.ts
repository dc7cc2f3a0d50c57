import { join } from 'node:path';
import type { DiscoveryQuery, Source, TranscriptFile } from '../contract.ts';
import { belongsTo, firstString, listFiles, newestFirst, readHead } from '../discovery.ts';
import { PiReader } from './reader.ts';

const HEADER = /^\s*\{"type":\s*"session",[^\n]*"timestamp":[^\n]*"cwd":/;
const SESSION_FILE = /^[^_]+_(.+)\.jsonl$/;

/** pi, session formats 1 to 3. */
export const pi: Source = {
  agent: 'pi',
  label: 'pi',
  recordsUsage: true,
  recognises: (head) => HEADER.test(head),
  discover,
  reader: (state) => new PiReader(state),
};

function discover(query: DiscoveryQuery): TranscriptFile[] {
  const { directories, nativeId, environment, homeDirectory, limit } = query;
  const agentDirectory = environment['PI_CODING_AGENT_DIR'] || join(homeDirectory, '.pi', 'agent');
  const folders = directories?.map(folderStart);
  const files = listFiles(join(agentDirectory, 'sessions'), {
    depth: 1,
    enter: (folder) => !folders || folders.some((start) => folder.startsWith(start)),
    accept: (file) => SESSION_FILE.test(file) && (nativeId === undefined || sessionId(file) === nativeId),
  });
  const found: TranscriptFile[] = [];
  for (const file of newestFirst(files)) {
    if (found.length >= limit) break;
    const cwd = firstString(readHead(file.path), 'cwd');
    if (belongsTo(directories, cwd))
      found.push({ ...file, agent: 'pi', nativeId: sessionId(file.name), cwd });
  }
  return found;
}

function sessionId(name: string): string {
  return SESSION_FILE.exec(name)?.[1] ?? name;
}

/** How the folder of a directory's sessions begins, and those of the directories below it. */
function folderStart(directory: string): string {
  return `--${directory
    .replace(/^[\\/]/, '')
    .replace(/[\\/]+$/, '')
    .replace(/[\\/:]/g, '-')}`;
}
