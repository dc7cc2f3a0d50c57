import { createHash } from 'node:crypto';
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
import { asObject, asString, parseObject } from '../json.ts';

const SESSION_FILE = /^session-[\dT-]+-([^.]{1,8})\.jsonl?$/;
/** Enough for the first record, which holds the session's id. */
const HEADER_BYTES = 1024;
const HASH = /^[0-9a-f]{64}$/;
/** A file's name ends with so much of the session's id. */
const SHORT_ID_LENGTH = 8;

interface FoundFile extends ListedFile {
  cwd: string | undefined;
}

/**
 * Sessions in `~/.gemini/tmp/<project>/chats`, without those of sub-agents, which lie a folder deeper. A project's folder
 * is named by a short word that a registry explains, or by the hash of its directory (until 0.2x).
 */
export function discover(query: DiscoveryQuery): TranscriptFile[] {
  const { directories, nativeId, limit } = query;
  const found: TranscriptFile[] = [];
  const ids = new Set<string>();
  for (const { cwd, ...file } of newestFirst(sessionFiles(query))) {
    if (found.length >= limit) break;
    if (!belongsTo(directories, cwd)) continue;
    const id = firstString(readHead(file.path, { bytes: HEADER_BYTES }), 'sessionId');
    // A document that was gone on with as a log is still there.
    if (id === undefined || ids.has(id) || (nativeId !== undefined && id !== nativeId)) continue;
    ids.add(id);
    found.push({ ...file, agent: 'gemini-cli', nativeId: id, cwd });
  }
  return found;
}

function sessionFiles({ homeDirectory, environment, directories, nativeId }: DiscoveryQuery): FoundFile[] {
  const home = join(environment['GEMINI_CLI_HOME'] || homeDirectory, '.gemini');
  const tmp = join(home, 'tmp');
  const folders = folderNames(tmp);
  const registered = registeredProjects(home);
  const hashed = new Map<string, string>();
  if (folders.some((folder) => HASH.test(folder))) {
    for (const directory of [...registered.values(), ...(directories ?? [])])
      hashed.set(createHash('sha256').update(directory).digest('hex'), directory);
  }
  const shortId = nativeId?.slice(0, SHORT_ID_LENGTH);
  const accept = (name: string): boolean => {
    const match = SESSION_FILE.exec(name);
    return match !== null && (shortId === undefined || match[1] === shortId);
  };
  return folders.flatMap((folder) => {
    const cwd = registered.get(folder) ?? hashed.get(folder) ?? markedRoot(join(tmp, folder));
    if (!belongsTo(directories, cwd)) return [];
    const files = listFiles(join(tmp, folder, 'chats'), { depth: 0, accept });
    return files.map((file) => ({ ...file, cwd }));
  });
}

/** The directory of each project, by the name of its folder. */
function registeredProjects(home: string): Map<string, string> {
  const registry = parseObject(readHead(join(home, 'projects.json'), { bytes: MAX_REGISTRY_BYTES }));
  const projects = Object.entries(asObject(registry?.['projects']) ?? {});
  return new Map(
    projects.flatMap(([directory, folder]): [string, string][] => {
      const name = asString(folder);
      return name === undefined ? [] : [[name, directory]];
    }),
  );
}

/** Each folder also says whose it is. */
function markedRoot(folder: string): string | undefined {
  return readHead(join(folder, '.project_root'), { bytes: HEADER_BYTES * 4 }).trim() || undefined;
}

const MAX_REGISTRY_BYTES = 1024 * 1024;
