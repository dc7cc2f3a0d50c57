import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrivial, normalCommand, splitCommands, testsIn } from '../../bench/recall/commands.ts';
import { capped, factsAt, type Fact } from '../../bench/recall/facts.ts';
import { failures } from '../../bench/recall/keys.ts';
import { bestValue } from '../../bench/recall/knapsack.ts';
import { candidate, carriesText, match } from '../../bench/recall/match.ts';
import { supportOf } from '../../bench/entities.ts';
import { measure } from '../../bench/recall/measure.ts';
import { reportOf } from '../../bench/recall/report.ts';
import { reportTable } from '../../bench/recall/table.ts';
import { longSession } from './long-session.ts';
import { readSession } from '../../bench/recall/session.ts';
import { estimate } from '../../bench/recall/statistics.ts';

function file(text: string): Fact {
  return { family: 'FILE', text, weight: 1 };
}

describe('a file matches', () => {
  it.each([
    ['its full path', 'see src/cli/main.ts for it', 1],
    ['a suffix with a folder', 'cli/main.ts was edited', 1],
    ['a base name that is the only one', 'main.ts was edited', 1],
    ['half a base name that could be another', 'main.ts, and lib/main.ts and app/main.ts', 0.5],
    ['not a file of that name elsewhere', 'lib/main.ts', 0],
    ['not a folder that ends alike', 'src/other-cli/main.ts', 0],
    ['one of several in braces', 'src/cli/{run.ts, main.ts}', 1],
    ['not one in braces elsewhere', 'src/a/{main.ts, x.ts}', 0],
    ['not a longer name', 'src/cli/main.tsx and domain.ts', 0],
  ])('%s', (_, text, credit) => {
    expect(match(file('src/cli/main.ts'), candidate(text))).toBe(credit);
  });
});

describe('a command matches', () => {
  it.each([
    ['when it stands there exactly', 'npm run test:unit -- price', 1],
    ['half by its first two words', 'npm run lint', 0.5],
    ['not by its program', 'npm ci', 0],
    ['not within a longer one', 'npm run-script test', 0],
  ])('%s', (_, text, credit) => {
    const fact: Fact = { family: 'CMD', text: 'npm run test:unit -- price', weight: 1 };
    expect(match(fact, candidate(text))).toBe(credit);
  });
});

describe('a text is carried', () => {
  const rule = 'Never push the release branch without asking';
  it.each([
    ['in its own words', rule, true],
    ['in most of them', 'do not push to the release branch without asking first', true],
    ['not with the opposite sense', 'push the release branch asking nobody', false],
    [
      'not when they lie far apart',
      `push ${'x '.repeat(300)} release ${'y '.repeat(300)} branch asking never`,
      false,
    ],
  ])('%s', (_, text, carried) => {
    expect(carriesText(rule, text)).toBe(carried);
  });
});

describe('shell lines', () => {
  it('are split outside quotes only', () => {
    expect(
      splitCommands(`FOO=1 npm test && git commit -m "a; b && c" | cat; echo 'x | y'\nmake all 2>&1`),
    ).toEqual(['npm test', 'git commit -m "a; b && c"', 'cat', `echo 'x | y'`, 'make all']);
  });

  it('hold trivial commands and telling ones', () => {
    expect(['ls -la', 'cat a', 'git status', 'grep x'].map(normalCommand).map(isTrivial)).not.toContain(
      false,
    );
    expect(['npm test', 'git push', 'go build ./...'].map(isTrivial)).not.toContain(true);
  });

  it('name tests', () => {
    expect(testsIn('go test ./... -run ^TestPrice$ && pytest a.py::test_eta -k "slow path"')).toEqual([
      'TestPrice',
      'slow path',
      'test_eta',
    ]);
  });
});

describe('failure lines', () => {
  it('are told from counts and success, with numbers, paths and hashes masked', () => {
    const output = [
      'ok  	github.example/x	0.3s',
      '--- FAIL: TestPrice (0.01s)',
      '/home/dev/shop/src/price.ts:14:3 - error TS2304: Cannot find name',
      '0 errors',
      'AssertionError: expected 3 to be 4',
      'exit status 1',
    ].join('\n');
    expect(failures(output)).toEqual([
      '--- FAIL: TestPrice (0s)',
      'price.ts:0:0 - error TS0: Cannot find name',
      'AssertionError: expected 0 to be 0',
    ]);
  });
});

describe('the best choice', () => {
  it('is that of trying every choice', () => {
    const item = fc.record({ value: fc.integer({ min: 0, max: 50 }), size: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 9 }), fc.integer({ min: 0, max: 80 }), (items, room) => {
        let best = 0;
        for (let chosen = 0; chosen < 2 ** items.length; chosen++) {
          const taken = items.filter((_, index) => (chosen >> index) % 2 === 1);
          const size = taken.reduce((sum, one) => sum + one.size, 0);
          if (size <= room)
            best = Math.max(
              best,
              taken.reduce((sum, one) => sum + one.value, 0),
            );
        }
        expect(bestValue(items, room)).toBe(best);
      }),
    );
  });
});

describe('statistics', () => {
  it('keep a family at a third of the weight', () => {
    const facts: Fact[] = [
      ...Array.from({ length: 20 }, (_, index): Fact => file(`src/${index}.ts`)),
      ...(['CMD', 'TEST', 'REF'] as const).map((family): Fact => ({ family, text: 'x', weight: 1 })),
    ];
    const scaled = capped(facts);
    const total = scaled.reduce((sum, { weight }) => sum + weight, 0);
    const files = scaled
      .filter(({ family }) => family === 'FILE')
      .reduce((sum, { weight }) => sum + weight, 0);
    expect(files / total).toBeLessThan(0.351);
  });

  it('resample sessions: one session has no spread, and the same values give the same interval', () => {
    const one = [0.2, 0.4, 0.9].map((value) => ({ session: 'a', value }));
    expect(estimate(one)).toMatchObject({ low: 0.5, high: 0.5, mean: 0.5 });
    const two = [...one, { session: 'b', value: 0.1 }];
    expect(estimate(two)).toEqual(estimate(two));
    expect(estimate(two).low).toBeLessThan(estimate(two).high);
  });
});

describe('facts', () => {
  it('never come from what only stands behind the boundary', () => {
    const line = (record: object): string => `${JSON.stringify(record)}\n`;
    const call = (id: string, name: string, input: object): string =>
      line({
        type: 'assistant',
        message: { role: 'assistant', content: [{ type: 'tool_use', id, name, input }] },
      });
    const before = Array.from(
      { length: 70 },
      (_, index) =>
        call(`b${index}`, 'Bash', { command: `npm run job-${index} && ${'x'.repeat(3000)}` }) +
        call(`r${index}`, 'Read', { file_path: `/w/src/known-${index}.ts` }),
    ).join('');
    const after = Array.from(
      { length: 12 },
      (_, index) =>
        call(`a${index}`, 'Bash', { command: `npm run job-${index}; npm run canary-${index}` }) +
        call(`c${index}`, 'Read', { file_path: `/w/src/canary-${index}.ts` }) +
        call(`k${index}`, 'Read', { file_path: `/w/src/known-${index}.ts` }),
    ).join('');
    const boundary =
      line({ type: 'system', subtype: 'compact_boundary', cwd: '/w' }) +
      line({ type: 'user', isCompactSummary: true, message: { role: 'user', content: 'canary-1 canary-2' } });
    const session = readSession(Buffer.from(before + boundary + after));
    const [first] = session.boundaries;
    expect(first?.cutAt).toBe(Buffer.byteLength(before));
    const facts = first ? factsAt(session, first, '') : undefined;
    expect(facts?.length).toBeGreaterThan(12);
    expect(JSON.stringify(facts)).not.toContain('canary');
  });
});

describe('the product', () => {
  it('never sees what stands behind the boundary', () => {
    const folder = mkdtempSync(join(tmpdir(), 'recovery-recall-'));
    const { text, canary } = longSession('/w');
    const seen: string[] = [];
    const measured = measure([{ name: 'long', agent: 'claude-code', bytes: Buffer.from(text) }], {
      folder,
      rulesOf: () => '',
      onBoundary: (_, facts, { manifest, store }) => seen.push(JSON.stringify(facts), manifest, store),
    });
    expect(measured.boundaries).toBe(1);
    expect(text).toContain(canary);
    expect(seen).toHaveLength(3);
    for (const part of seen) {
      expect(part).toContain('npm run weigh');
      expect(part).not.toContain(canary);
    }
    const report = reportOf(measured);
    const recall = (name: string): number =>
      report.candidates.find(({ candidate: label }) => label === name)?.recall ?? Number.NaN;
    expect(recall('manifest')).toBeGreaterThan(recall('own summary, whole'));
    expect(report.state.find(({ candidate: label }) => label === 'manifest')).toBeUndefined();
    expect(reportTable(report)).toContain('1 compaction of 1 session');
  });
});

describe('an entity', () => {
  it('is supported when the transcript has it, escaped or not', () => {
    const transcript = Buffer.from(JSON.stringify({ text: 'see\n"src/ä.ts" and src/scale.ts, weighParcel' }));
    expect(supportOf(['src/scale.ts uses weighParcel and readScale'], transcript)).toEqual({
      checked: 3,
      unsupported: ['readScale'],
    });
  });
});
