import { join } from 'node:path';
import type { DiscoveryQuery, TranscriptFile } from '../contract.ts';
import {
  belongsTo,
  firstString,
  folderNames,
  listFiles,
  newestFirst,
  readHead,
  type ListedFile,
} from '../discovery.ts';

/** Files that are looked up at most. A session that was resumed lies under the day it began, not under the last. */
const MAX_LISTED = 4000;
/** Files that are opened at most, to learn where they worked. */
const MAX_OPENED = 400;

const ROLLOUT = /^rollout-[\dT-]{19}-(.+)\.jsonl$/;
const DAY_FOLDER = /^\d{2}$/;
const YEAR_FOLDER = /^\d{4}$/;

/** Rollouts in `$CODEX_HOME/sessions/YYYY/MM/DD`, without those of sub-agents, which are parts of other sessions. */
export function discover(query: DiscoveryQuery): TranscriptFile[] {
  const home = query.environment['CODEX_HOME'] || join(query.homeDirectory, '.codex');
  const files = rollouts(join(home, 'sessions'), query.nativeId);
  const found: TranscriptFile[] = [];
  for (const file of newestFirst(files).slice(0, MAX_OPENED)) {
    if (found.length >= query.limit) break;
    const head = readHead(file.path);
    const firstLine = head.split('\n', 1)[0] ?? '';
    const cwd = firstString(head, 'cwd');
    const isSubAgent = /"source":\s*\{\s*"subagent"/.test(firstLine);
    if (!belongsTo(query.directories, cwd) || (isSubAgent && query.nativeId === undefined)) continue;
    found.push({ ...file, agent: 'codex', nativeId: sessionId(file.name), cwd });
  }
  return found;
}

function rollouts(root: string, nativeId: string | undefined): ListedFile[] {
  const files: ListedFile[] = [];
  for (const day of days(root)) {
    const accept = (name: string): boolean =>
      ROLLOUT.test(name) && (nativeId === undefined || sessionId(name) === nativeId);
    files.push(...listFiles(day, { depth: 0, accept }));
    if (files.length >= MAX_LISTED) break;
  }
  return files;
}

/** A thread that was reverted goes on in a second file: `rollout-<time>-<thread id>_<rollout id>.jsonl`. */
function sessionId(name: string): string {
  return ROLLOUT.exec(name)?.[1]?.split('_', 1)[0] ?? name;
}

/** The folders of the days, newest first. */
function* days(root: string): Generator<string> {
  for (const year of descending(root, YEAR_FOLDER)) {
    for (const month of descending(year, DAY_FOLDER)) yield* descending(month, DAY_FOLDER);
  }
}

function descending(folder: string, name: RegExp): string[] {
  const names = folderNames(folder).filter((candidate) => name.test(candidate));
  return names
    .toSorted()
    .toReversed()
    .map((child) => join(folder, child));
}
