import * as fc from 'fast-check';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SessionMonitor, type MonitorStatus } from '../../src/monitor/session-monitor.ts';
import { readTailStatus } from '../../src/monitor/tail-status.ts';
import { claudeCode } from '../../src/source/claude-code/source.ts';
import { readTranscript } from '../../src/source/read.ts';
import { answerLine, boundaryLine, promptLine, resultLine } from './transcript-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'tail-status-'));
const path = join(folder, 'session.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

/** What a status says about now, as opposed to how it came about. */
function nowOf(status: MonitorStatus) {
  const { usedTokens, fraction, level, model, justCompacted, windowTokens } = status;
  return { usedTokens, fraction, level, model, justCompacted, windowTokens };
}

function tailOf(lines: string[], options: { knownCompactionPoints?: readonly number[] } = {}) {
  writeFileSync(path, lines.join(''));
  return readTailStatus({ path, source: claudeCode, ...options });
}

describe('the status from the end of a transcript', () => {
  it('is that of the last call', () => {
    const lines = [answerLine(20_000), resultLine(500_000), answerLine(133_600)];
    expect(tailOf(lines)).toMatchObject({ usedTokens: 133_600, level: 'CRITICAL', shouldPrepare: true });
  });

  it('is looked for further back when the end holds no call', () => {
    expect(tailOf([answerLine(70_000), resultLine(3_000_000)])).toMatchObject({ usedTokens: 70_000 });
  });

  it('is without usage when the last 8 MiB hold no call', () => {
    const status = tailOf([answerLine(70_000), resultLine(9_000_000), promptLine('Hello')]);
    expect(status).not.toHaveProperty('usedTokens');
    expect(status.limit.windowSource).toBe('assumed');
  });

  it('does not show the context from before a compaction', () => {
    const status = tailOf([
      resultLine(100_000),
      answerLine(166_000),
      boundaryLine(166_900),
      promptLine('Hi'),
    ]);
    expect(status).toMatchObject({ justCompacted: true, shouldPrepare: false });
    expect(status).not.toHaveProperty('usedTokens');
  });

  it('knows the model behind a compaction whose summary fills the end', () => {
    const status = tailOf([answerLine(166_000), boundaryLine(166_900), resultLine(200_000)]);
    expect(status).toMatchObject({ justCompacted: true, model: 'claude-sonnet-4-5' });
    expect(status.limit).toMatchObject({ limitTokens: 166_900, compactionSource: 'learnt' });
  });

  it('leaves sub-agents out', () => {
    const lines = [answerLine(50_000), answerLine(150_000, { isSidechain: true })];
    expect(tailOf(lines)).toMatchObject({ usedTokens: 50_000 });
  });

  it('takes compaction points that were learnt earlier', () => {
    const status = tailOf([answerLine(150_000)], { knownCompactionPoints: [155_000, 155_200] });
    expect(status).toMatchObject({ level: 'EMERGENCY', limit: { limitTokens: 155_000 } });
  });

  it('ignores a last line that is still being written', () => {
    tailOf([answerLine(50_000)]);
    appendFileSync(path, answerLine(60_000).slice(0, -2));
    expect(readTailStatus({ path, source: claudeCode })).toMatchObject({ usedTokens: 50_000 });
  });

  it('knows nothing of an empty file', () => {
    expect(tailOf([])).not.toHaveProperty('usedTokens');
  });

  it('says what it cannot read', () => {
    expect(() => readTailStatus({ path: folder, source: claudeCode })).toThrow(
      expect.objectContaining({ code: 'transcript-unreadable' }),
    );
  });

  it('finds the start of a line wherever the tail begins', () => {
    for (let extra = 0; extra < 300; extra++) {
      // The tail begins before, at and behind the line feed between the two answers.
      const last = answerLine(60_000);
      const filler = resultLine(65_300 - last.length + extra - 200);
      expect(tailOf([answerLine(50_000), last, filler]).usedTokens).toBe(60_000);
    }
  });

  it('is the same as that of the whole transcript', () => {
    const line = fc.oneof(
      fc.integer({ min: 1000, max: 190_000 }).map((tokens) => answerLine(tokens)),
      fc.integer({ min: 10, max: 90_000 }).map((sizeBytes) => resultLine(sizeBytes)),
      fc.integer({ min: 150_000, max: 170_000 }).map((tokens) => boundaryLine(tokens)),
      fc.constantFrom('not json\n', '\n'),
      fc.string({ maxLength: 20 }).map((text) => promptLine(text)),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.nat(200), (lines, cutBytes) => {
        const text = lines.join('');
        writeFileSync(path, text);
        truncateSync(path, Math.max(0, Buffer.byteLength(text) - cutBytes));
        const whole = new SessionMonitor({ agent: 'claude-code' });
        const sink = { event: whole.observe.bind(whole), restart: () => undefined };
        readTranscript({ path, source: claudeCode, sink });
        const knownCompactionPoints = whole.state().modelFacts.compactionPointsTokens;
        const tail = readTailStatus({ path, source: claudeCode, knownCompactionPoints });
        expect(nowOf(tail)).toEqual(nowOf(whole.status()));
      }),
      { numRuns: 200 },
    );
  });
});
