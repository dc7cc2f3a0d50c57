import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { median, recovery } from './command.ts';
import { scratch, transcripts } from './data.ts';
import { supportOf } from './entities.ts';
import type { BenchOptions } from './main.ts';
import { manifestTexts } from './manifest-texts.ts';

const LIMIT_BYTES = 2048;
const SCHEMA = new URL('../schemas/manifest.schema.json', import.meta.url);

/** Runs `prepare` on every transcript, whole and cut in front of each compaction, and checks what comes out of it. */
export async function run({ data }: BenchOptions): Promise<void> {
  const folder = scratch();
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  const totals = {
    sessions: 0,
    runs: 0,
    crashes: 0,
    empty: 0,
    tooLarge: 0,
    invalid: 0,
    entities: 0,
    unsupported: 0,
  };
  let largest = 0;
  const overheads: number[] = [];
  for (const { name, bytes } of transcripts(data)) {
    totals.sessions++;
    for (const [index, part] of [bytes, ...cuts(bytes)].entries()) {
      const place = { home: join(folder, 'home'), cwd: join(folder, 'work') };
      for (const path of Object.values(place)) {
        rmSync(path, { recursive: true, force: true });
        mkdirSync(path);
      }
      const transcript = join(place.home, basename(name).replace(/\.gz$/, ''));
      const out = join(place.home, 'manifest.json');
      writeFileSync(transcript, part);
      const run = recovery(['prepare', '--transcript', transcript, '--offline', '--out', out], place);
      const where = `${name}${index === 0 ? '' : ` before compaction ${index}`}`;
      totals.runs++;
      if (run.status !== 0) {
        const isEmpty = run.stderr.includes('Nothing in');
        totals[isEmpty ? 'empty' : 'crashes']++;
        console.log(`${isEmpty ? 'empty' : 'CRASH'} ${where}: ${run.stderr.trim()}`);
        continue;
      }
      const json = readFileSync(out, 'utf8').trimEnd();
      const size = Buffer.byteLength(json);
      largest = Math.max(largest, size);
      if (size >= LIMIT_BYTES) totals.tooLarge++;
      const manifest: unknown = JSON.parse(json);
      if (!validate(manifest)) {
        totals.invalid++;
        console.log(`INVALID ${where}: ${JSON.stringify(validate.errors?.[0])}`);
      }
      const texts = manifestTexts(claims(manifest)).map(({ text }) => text);
      overheads.push(size - factBytes(claims(manifest)));
      const { checked, unsupported } = supportOf(texts, part);
      totals.entities += checked;
      totals.unsupported += unsupported.length;
      if (unsupported.length > 0) console.log(`UNSUPPORTED ${where}: ${unsupported.join(' | ')}`);
    }
  }
  console.log(totals);
  console.log(
    `largest manifest ${largest} bytes; bytes that are not facts: median ${median(overheads)}, at most ${Math.max(...overheads)}`,
  );
  console.log(
    `unsupported entities: ${((100 * totals.unsupported) / Math.max(1, totals.entities)).toFixed(2)} %`,
  );
}

/** The transcript as it was in front of each compaction. */
function cuts(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let start = 0;
  for (let feed = bytes.indexOf(10); feed !== -1; feed = bytes.indexOf(10, start)) {
    const head = bytes.toString('latin1', start, Math.min(feed, start + 2000));
    if (/"subtype":"compact_boundary"|"type":"compacted"|^\{"type":"compaction"/.test(head) && start > 0)
      found.push(bytes.subarray(0, start));
    start = feed + 1;
  }
  return found;
}

/** The sections of a manifest that claim something about the session. */
function claims(manifest: unknown): object {
  const {
    session_metadata: _,
    context_compression_metrics: __,
    ...sections
  } = manifest as Record<string, unknown>;
  return sections;
}

/** Bytes that the facts take: texts with their quotes and comma, folded lists as they are. */
function factBytes(value: unknown, key: string = ''): number {
  if (typeof value === 'string' || key === 'files') return Buffer.byteLength(JSON.stringify(value)) + 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + factBytes(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, item]) => sum + factBytes(item, name), 0);
}
