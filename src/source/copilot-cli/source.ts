import { basename, dirname, join } from 'node:path';
import type { DiscoveryQuery, Source, TranscriptFile } from '../contract.ts';
import { belongsTo, firstString, listFiles, newestFirst, readHead } from '../discovery.ts';
import { CopilotReader } from './reader.ts';

const FIRST_RECORD = /^\uFEFF?\s*\{\s*"type":\s*"session\.start",\s*"data":\s*\{[^\n]*"copilotVersion":\s*"/;
const EVENTS_FILE = 'events.jsonl';
const EXTENSION = '.jsonl';

/** GitHub Copilot CLI, 1.0.x. */
export const copilotCli: Source = {
  agent: 'copilot-cli',
  label: 'Copilot CLI',
  recordsUsage: false,
  recognises: (head) => FIRST_RECORD.test(head),
  discover,
  reader: (state) => new CopilotReader(state),
};

/** Sessions in `~/.copilot/session-state`: `<id>/events.jsonl`, and before 1.0.11 `<id>.jsonl`. */
function discover(query: DiscoveryQuery): TranscriptFile[] {
  const { directories, nativeId, environment, homeDirectory, limit } = query;
  const home = environment['COPILOT_HOME'] || join(homeDirectory, '.copilot');
  const files = listFiles(join(home, 'session-state'), {
    depth: 1,
    enter: (folder) => nativeId === undefined || folder === nativeId,
    accept: (file) => file.endsWith(EXTENSION),
  });
  const found: TranscriptFile[] = [];
  for (const file of newestFirst(files)) {
    if (found.length >= limit) break;
    const isInFolder = basename(dirname(dirname(file.path))) === 'session-state';
    if (isInFolder !== (file.name === EVENTS_FILE)) continue;
    const id = isInFolder ? basename(dirname(file.path)) : file.name.slice(0, -EXTENSION.length);
    if (nativeId !== undefined && id !== nativeId) continue;
    const cwd = firstString(readHead(file.path), 'cwd');
    if (belongsTo(directories, cwd)) found.push({ ...file, agent: 'copilot-cli', nativeId: id, cwd });
  }
  return found;
}
