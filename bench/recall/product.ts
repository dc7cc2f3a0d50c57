import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recovery } from '../command.ts';
import { manifestTexts } from '../manifest-texts.ts';

/** What the command made of a transcript that was cut in front of a boundary, in an empty home and directory. */
export interface Product {
  manifest: string;
  bytes: number;
  prompt: string;
  /** All facts that the store holds beside the manifest, and their texts. */
  facts: unknown;
  store: string;
  ms: number;
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
  const facts = storedFacts(place.home);
  return {
    manifest: flatten(JSON.parse(json)),
    bytes: Buffer.byteLength(json),
    prompt: resumed.stdout,
    facts,
    store: flatten(facts),
    ms: prepared.ms,
  };
}

function storedFacts(home: string): unknown {
  const found = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.evidence.json'),
  );
  if (found === undefined) return undefined;
  const { facts } = JSON.parse(readFileSync(join(home, found), 'utf8')) as { facts: unknown };
  return facts;
}

function flatten(value: unknown): string {
  return manifestTexts(value)
    .map(({ text }) => text)
    .join('\n');
}
