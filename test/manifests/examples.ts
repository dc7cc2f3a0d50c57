import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RecoveryAgent } from '../../src/recovery/recovery-agent.ts';
import { namedTranscript } from '../../src/recovery/select-session.ts';
import { canonicalJson } from '../../src/manifest/canonical.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import { homeAt } from '../../src/store/home.ts';

/** The example manifests, and the invented transcript that each is made from. */
export const EXAMPLES = {
  'parcel-tracker': 'claude-code/parcel-tracker.jsonl',
  'seat-map': 'codex/seat-map.jsonl',
  birdsong: 'pi/birdsong.jsonl',
} as const;

/** Known to everybody: the examples are signed so that they look as manifests do. */
export const EXAMPLE_KEY = Buffer.alloc(32, 'example');

/**
 * Prepares an example as `recovery prepare` does, on any machine with the same bytes: the project's directory is the one
 * in which the session worked. It need not exist; a directory that is gone still names a project.
 */
export async function exampleManifest(name: keyof typeof EXAMPLES): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'recovery-example-'));
  try {
    const agent = new RecoveryAgent({
      home: homeAt(home),
      projectDirectory: `/home/dev/${name}`,
      redactor: createRedactor(),
      key: EXAMPLE_KEY,
    });
    const path = fileURLToPath(new URL(`../fixtures/${EXAMPLES[name]}`, import.meta.url));
    const { manifest } = await agent.prepare(namedTranscript(path));
    return `${canonicalJson(manifest)}\n`;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
