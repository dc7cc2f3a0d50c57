import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/evidence/facts.ts';
import { factsOf, ran } from '../support/events.ts';

const live = (facts: Facts): string[] => facts.failures.filter((fact) => fact.live).map(({ text }) => text);

const VITEST = ' FAIL  test/round.test.ts > rounding > half up\nAssertionError: expected 2 to be 3';
const GO = '--- FAIL: TestRound (0.00s)\n    round_test.go:12: got 2, want 3\nFAIL';

describe('a failing test', () => {
  it('is live, with the command that showed it', () => {
    const facts = factsOf(ran('npx vitest run', VITEST, 1));
    expect(live(facts)[0]).toBe('FAIL test/round.test.ts > rounding > half up');
    expect(facts.failures[0]).toMatchObject({ command: 'npx vitest run', live: true });
  });

  it.each([
    ['npx vitest run', 'npx vitest run'],
    ['npx vitest run test/round.test.ts', 'npx vitest run'],
    ['npm test', 'npm run check'],
  ])('is over when what checks it passes: %s, then %s', (before, after) => {
    expect(live(factsOf(ran(before, VITEST, 1), ran(after, 'all passed')))).toEqual([]);
  });

  it.each([
    ['npx vitest run', 'npx vitest run test/other.test.ts'],
    ['npx vitest run', 'npm run lint'],
    ['npx vitest run', 'ls'],
    ['go test -tags=integration ./...', 'go test ./...'],
    ['go test ./...', 'go test -run TestOther ./...'],
  ])('stays live when something else passes: %s, then %s', (before, after) => {
    const output = before.startsWith('go') ? GO : VITEST;
    expect(live(factsOf(ran(before, output, 1), ran(after, 'ok')))).not.toEqual([]);
  });

  it('is over when the output of a failing run says that it passed', () => {
    const facts = factsOf(
      ran('go test -v ./...', GO, 1),
      ran('go test -v ./...', '--- PASS: TestRound (0.00s)\n--- FAIL: TestOther (0.00s)', 1),
    );
    expect(live(facts)).toEqual(['--- FAIL: TestOther (0.00s)']);
  });

  it('is known behind a pipe that hides the exit status', () => {
    expect(live(factsOf(ran('go test ./... | tail -5', GO, 0)))).toContain('--- FAIL: TestRound (0.00s)');
  });

  it('is one failure however its times and numbers change, and may come back', () => {
    const slow = GO.replace('0.00', '1.25');
    const facts = factsOf(ran('go test ./...', GO, 1), ran('go test ./...'), ran('go test ./...', slow, 1));
    expect(facts.failures.filter(({ text }) => text.includes('TestRound'))).toMatchObject([
      { text: '--- FAIL: TestRound (1.25s)', live: true, count: 2 },
    ]);
  });
});

describe('an error', () => {
  it('of a compiler is over when the code compiles', () => {
    const error = "src/a.ts(3,5): error TS2322: Type 'string' is not assignable.";
    const failed = ran('npx tsc --noEmit', error, 2);
    expect(live(factsOf(failed))).toEqual([error]);
    expect(live(factsOf(failed, ran('npx tsc --noEmit')))).toEqual([]);
  });

  it('of a command that is no check is over when its program goes on', () => {
    const failed = ran('git worktree add ../b main', "fatal: 'main' is already used", 128);
    expect(live(factsOf(failed))).toEqual(["fatal: 'main' is already used"]);
    expect(live(factsOf(failed, ran('npm run demo')))).toHaveLength(1);
    expect(live(factsOf(failed, ran('git push')))).toEqual([]);
  });

  it('of a command that is no check is over when much else succeeded, and one of a check is not', () => {
    const others = ['a', 'b', 'c', 'd', 'e'].map((name) => ran(`./scripts/${name}.sh`));
    const error = 'Error: the device is busy';
    expect(live(factsOf(ran('./flash', error, 1), ...others.slice(1)))).toEqual([error]);
    expect(live(factsOf(ran('./flash', error, 1), ...others))).toEqual([]);
    expect(live(factsOf(ran('npm test', error, 1), ...others))).toEqual([error]);
  });

  it('is not found in what a file holds', () => {
    expect(factsOf(ran('cat server.log', 'Error: connection refused')).failures).toEqual([]);
  });

  it('is kept by the thousand within bounds, live ones longest', () => {
    const facts = factsOf(
      ran('go test ./first', '--- FAIL: TestFirst (0s)', 1),
      ...Array.from({ length: 1000 }, (_, index) => [
        ...ran(`make part-${'x'.repeat(index % 50)}`, `Error: 错误 ${'x'.repeat(index % 50)}y`, 1),
        ...ran(`make part-${'x'.repeat(index % 50)}`),
      ]),
    );
    expect(live(facts)).toContain('--- FAIL: TestFirst (0s)');
    expect(facts.failures.length).toBeLessThanOrEqual(50);
  });
});
