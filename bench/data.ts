import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BUNDLED = new URL('../test/fixtures', import.meta.url).pathname;

export interface Transcript {
  /** Path below the data directory, which tells the session apart. */
  name: string;
  /** Name of the folder that it lies in, which is the agent's where sessions lie by agent. */
  agent: string;
  bytes: Buffer;
}

/** Every transcript below a directory, unpacked; the bundled ones when none is named. */
export function* transcripts(data: string | undefined): Generator<Transcript> {
  const root = data ?? BUNDLED;
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!/\.(?:jsonl|json)(?:\.gz)?$/.test(name)) continue;
    const bytes = contents(join(root, name));
    if (bytes) yield { name, agent: name.split('/').at(-2) ?? 'session', bytes };
  }
}

/** The transcripts that a file names, one record a line; one that cannot be read is passed over. */
export function* listed(list: string): Generator<Transcript> {
  for (const line of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
    const { agent, path } = JSON.parse(line) as { agent: string; path: string };
    const bytes = contents(path);
    if (bytes) yield { name: path, agent, bytes };
  }
}

/** So much fits into one string, which judging needs. */
const MAX_BYTES = 400e6;

/** Undefined, with a note, where a file cannot be read as a transcript: the others still count. */
function contents(path: string): Buffer | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    const bytes = path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path);
    if (bytes.length <= MAX_BYTES) return bytes;
    console.error(`passed over ${path}: ${bytes.length} bytes are too many`);
  } catch (error) {
    console.error(`passed over ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}

/** A Claude Code transcript of about `sizeBytes`, made of whole sessions one behind the other. */
export function longTranscript(path: string, sizeBytes: number, data: string | undefined): void {
  const parts = [...transcripts(data)].filter(({ name }) => name.includes('claude-code/'));
  if (parts.length === 0) throw new Error(`no Claude Code transcript below ${data ?? BUNDLED}`);
  let written = 0;
  for (let round = 0; written < sizeBytes; round++) {
    for (const { bytes } of parts) {
      if (written >= sizeBytes) break;
      // Later rounds get ids of their own: copies of records are recognised and passed over, which would flatter.
      const part =
        round === 0
          ? bytes
          : Buffer.from(
              bytes
                .toString('latin1')
                .replaceAll('"uuid":"', `"uuid":"${round}`)
                .replaceAll('"parentUuid":"', `"parentUuid":"${round}`),
              'latin1',
            );
      appendFileSync(path, part);
      written += part.length;
    }
  }
}

/** A directory that is removed when the process ends. */
export function scratch(): string {
  const path = mkdtempSync(join(tmpdir(), 'recovery-bench-'));
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(130));
  return path;
}
