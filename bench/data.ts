import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BUNDLED = new URL('../test/fixtures', import.meta.url).pathname;

export interface Transcript {
  /** Path below the data directory, which tells the agent and the session apart. */
  name: string;
  bytes: Buffer;
}

/** Every transcript below a directory, unpacked; the bundled ones when none is named. */
export function* transcripts(data: string | undefined): Generator<Transcript> {
  const root = data ?? BUNDLED;
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!/\.(?:jsonl|json)(?:\.gz)?$/.test(name) || !statSync(join(root, name)).isFile()) continue;
    const bytes = readFileSync(join(root, name));
    yield { name, bytes: name.endsWith('.gz') ? gunzipSync(bytes) : bytes };
  }
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
  return path;
}
