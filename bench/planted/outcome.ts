import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../command.ts';
import { manifestTexts } from '../manifest-texts.ts';

/** Runs the command with these words; how is left to the caller, so that tests can run the sources. */
export type Command = (words: readonly string[], place: Directories) => Promise<Run>;

export interface Directories {
  home: string;
  cwd: string;
}

export interface Line {
  /** Keys of the manifest that lead to the text: `critical_context.rules`. */
  section: string;
  text: string;
}

/** What the command made of a session. */
export interface Outcome {
  /** The manifest as it was written, without the last line feed. */
  bytes: Buffer;
  /** Every text of the manifest; paths are put together again from their folders. */
  lines: readonly Line[];
  prompt: string;
  /** All that both commands printed. */
  printed: string;
  place: Directories;
}

/** A home and a work directory that nobody used before. */
export function freshPlace(folder: string): Directories {
  const root = mkdtempSync(join(folder, 'place-'));
  const place = { home: join(root, 'home'), cwd: join(root, 'work') };
  for (const path of Object.values(place)) mkdirSync(path);
  return place;
}

export function forget({ home }: Directories): void {
  rmSync(join(home, '..'), { recursive: true, force: true });
}

/** Prepares and resumes a session; the reason when either breaks. */
export async function recover(
  command: Command,
  transcript: string,
  place: Directories,
): Promise<Outcome | string> {
  const out = join(place.home, 'manifest.json');
  const prepared = await command(['prepare', '--transcript', transcript, '--offline', '--out', out], place);
  if (prepared.status !== 0) return `prepare ended with ${prepared.status}: ${prepared.stderr.slice(0, 300)}`;
  const resumed = await command(['bootstrap', '--manifest', out, '--format', 'prompt'], place);
  // 1 is an answer: the repository of an invented session is nowhere, so that a person must verify.
  if (resumed.status !== 0 && resumed.status !== 1)
    return `bootstrap ended with ${resumed.status}: ${resumed.stderr.slice(0, 300)}`;
  const bytes = readFileSync(out);
  const whole = bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes;
  let manifest: unknown;
  try {
    manifest = JSON.parse(whole.toString('utf8'));
  } catch (error) {
    return `the manifest is no JSON: ${String(error)}`;
  }
  return {
    bytes: whole,
    lines: manifestTexts(manifest),
    prompt: resumed.stdout,
    printed: [prepared, resumed].map(({ stdout, stderr }) => stdout + stderr).join('\n'),
    place,
  };
}
