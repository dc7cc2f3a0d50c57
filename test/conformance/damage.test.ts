import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FactCollector } from '../../src/evidence/fact-collector.ts';
import { SessionMonitor } from '../../src/monitor/session-monitor.ts';
import type { SessionEvent } from '../../src/session/events.ts';
import type { Source } from '../../src/source/contract.ts';
import { readTranscript, type ReadResult } from '../../src/source/read.ts';
import { sourceByAgent } from '../../src/source/registry.ts';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';
import { SAMPLES } from './samples.ts';

/** `npm run fuzz` sets it: every cut instead of a sample, and a million fuzzed lines instead of 20,000. */
const IS_WHOLE = process.env['RECOVERY_FUZZ'] === 'whole';
const CUT_BYTES = 65_536;
const FUZZED_LINES = IS_WHOLE ? 1_000_000 : 20_000;
const LINES_A_FILE = 200;
const HOUR_MS = 3_600_000;

const folder = mkdtempSync(join(tmpdir(), 'recovery-damage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'damaged.jsonl');

const TRANSCRIPTS = [
  ...SAMPLES.map(({ agent, format, text }) => ({ agent, format, bytes: Buffer.from(text) })),
  {
    agent: 'claude-code',
    format: 'the bundled session',
    bytes: readFileSync(new URL('../fixtures/claude-code/parcel-tracker.jsonl', import.meta.url)),
  },
];

function read(source: Source): { events: SessionEvent[]; result: ReadResult } {
  let events: SessionEvent[] = [];
  const result = readTranscript({
    path,
    source,
    sink: { event: (event) => events.push(event), restart: () => (events = []) },
  });
  return { events, result };
}

describe.each(TRANSCRIPTS)(
  'a transcript cut anywhere in its last 65,536 bytes: $format',
  ({ agent, bytes }) => {
    const source = sourceByAgent(agent);

    it('yields all that stands in whole lines, and says how much was torn off', { timeout: HOUR_MS }, () => {
      const step = IS_WHOLE ? 1 : Math.max(1, Math.floor(Math.min(bytes.length, CUT_BYTES) / 150));
      const before = new Map<number, SessionEvent[]>();
      for (let cut = bytes.length; cut > Math.max(0, bytes.length - CUT_BYTES); cut -= step) {
        writeFileSync(path, bytes.subarray(0, cut));
        const { events, result } = read(source);
        // A record of which only the line feed is missing is whole.
        const whole = bytes[cut] === 0x0a ? cut : bytes.lastIndexOf(0x0a, cut - 1) + 1;
        if (source.readsTail) {
          expect(result.coverage.partialBytes).toBe(0);
          continue;
        }
        expect(result.coverage.partialBytes, `cut at ${cut}`).toBe(cut - whole);
        if (!before.has(whole)) {
          writeFileSync(path, bytes.subarray(0, whole));
          before.set(whole, read(source).events);
        }
        expect(events, `cut at ${cut}`).toEqual(before.get(whole));
      }
    });
  },
);

describe('fuzzed lines', () => {
  it.each([...new Set(SAMPLES.map(({ agent }) => agent))])(
    'of %s are read, folded into facts and watched without a crash',
    { timeout: HOUR_MS },
    (agent) => {
      const random = seededRandom(agent.length);
      const source = sourceByAgent(agent);
      const lines = SAMPLES.filter((sample) => sample.agent === agent).flatMap(({ text }) =>
        text.split('\n'),
      );
      const agents = new Set(SAMPLES.map((sample) => sample.agent)).size;
      for (let done = 0; done < FUZZED_LINES / agents; done += LINES_A_FILE) {
        const damaged = Array.from({ length: LINES_A_FILE }, () => fuzzed(random.pick(lines), random));
        writeFileSync(path, Buffer.concat(damaged));
        const collector = new FactCollector({ agent });
        const monitor = new SessionMonitor({ agent });
        const { events, result } = read(source);
        for (const event of events) {
          collector.event(event);
          monitor.observe(event);
        }
        expect(JSON.stringify(collector.facts()).length).toBeLessThan(1_000_000);
        expect(monitor.status().limit.limitTokens).toBeGreaterThan(0);
        const { lines: count, understood, ignored, malformed, oversize, unknown } = result.coverage;
        const others = Object.values(unknown).reduce((sum, number) => sum + number, 0);
        expect(understood + ignored + malformed + oversize + others).toBe(count);
      }
    },
  );
});

/** What JSON parsers, folds and regular expressions trip over. */
const SPLICES = [
  '"__proto__":{"x":1},',
  '\\u0000',
  '\\ud800',
  '1e999',
  '-0',
  'null',
  '[[[[',
  '{}',
  '""',
  '\u202e',
  '\\n',
  '9007199254740993',
  'true',
];

/** A line with some bytes changed, taken out, doubled or put in; with its end. */
function fuzzed(line: string, random: SeededRandom): Buffer {
  let bytes = Buffer.from(line);
  for (let change = random.below(5); change > 0 && bytes.length > 0; change--) {
    const at = random.below(bytes.length);
    const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
    const kind = random.below(4);
    if (kind === 0) bytes = Buffer.concat([head, Buffer.from(random.pick(SPLICES)), tail]);
    else if (kind === 1) bytes = Buffer.concat([head, tail.subarray(random.below(20))]);
    else if (kind === 2) bytes = Buffer.concat([head, tail.subarray(0, random.below(50)), tail]);
    else bytes = Buffer.concat([head, Buffer.from([random.below(256)]), tail.subarray(1)]);
  }
  return Buffer.concat([bytes, Buffer.from('\n')]);
}
