import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recovery } from '../command.ts';
import { manifestTexts } from '../manifest-texts.ts';
import { object } from './session.ts';

/** What the command made of a transcript that was cut in front of a boundary, in an empty home and directory. */
export interface Product {
  manifest: string;
  bytes: number;
  prompt: string;
  /** What the store holds beside the manifest, and the texts of its facts. */
  evidence: unknown;
  store: string;
  /** Milliseconds of `prepare`, and of `bootstrap`. */
  prepareMs: number;
  bootstrapMs: number;
}

export function runProduct(transcript: Buffer, folder: string, rules: string): Product | undefined {
  const place = { home: join(folder, 'home'), cwd: join(folder, 'work') };
  for (const path of Object.values(place)) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
  }
  const path = join(place.home, 'session.jsonl');
  const out = join(place.home, 'manifest.json');
  writeFileSync(path, transcript);
  if (rules !== '') writeFileSync(join(place.cwd, 'CLAUDE.md'), rules);
  const prepared = recovery(['prepare', '--transcript', path, '--offline', '--out', out], place);
  if (prepared.status !== 0) return undefined;
  const json = readFileSync(out, 'utf8').trimEnd();
  const resumed = recovery(['bootstrap', '--manifest', out, '--format', 'prompt'], place);
  const evidence = storedEvidence(place.home);
  return {
    manifest: flatten(JSON.parse(json)),
    bytes: Buffer.byteLength(json),
    prompt: resumed.stdout,
    evidence,
    store: strings(object(evidence)['facts']).join('\n'),
    prepareMs: prepared.ms,
    bootstrapMs: resumed.ms,
  };
}

function storedEvidence(home: string): unknown {
  const found = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.evidence.json'),
  );
  if (found === undefined) return undefined;
  return JSON.parse(readFileSync(join(home, found), 'utf8'));
}

/** What it claims about the session. */
function flatten(manifest: unknown): string {
  return manifestTexts(manifest)
    .filter(({ section }) => !/^(?:session_metadata|context_compression_metrics)\b/.test(section))
    .map(({ text }) => text)
    .join('\n');
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}
