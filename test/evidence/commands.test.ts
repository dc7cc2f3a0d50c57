import { describe, expect, it } from 'vitest';
import { factsOf, ran, refused, started, user } from '../support/events.ts';

describe('a command', () => {
  it('is kept with its last outcome, and how often it failed', () => {
    const facts = factsOf(ran('npm test', '1 failed', 1), ran('npm test', 'boom', 2), ran('npm test'));
    expect(facts.commands).toMatchObject([
      { command: 'npm test', ok: true, exitCode: 0, failures: 2, count: 3, first: 0, last: 400 },
    ]);
  });

  it('that only looks around is not kept', () => {
    const facts = factsOf(ran('ls -la'), ran('cat a.ts | grep x'), ran('git status'), ran('cd src && pwd'));
    expect(facts.commands).toEqual([]);
  });

  it.each([
    'gh api repos/acme/parcel/pulls/3/comments --jq .body',
    'gh pr view 3 --json title',
    'gh pr diff 3',
    'gh run view 12 --log-failed',
    'gh issue list',
    'curl -s https://example.com/docs/api.html',
    './read.sh https://example.com/docs/api.html',
  ])('that only looks at a forge or the web is not kept: %s', (command) => {
    expect(factsOf(ran(command)).commands).toEqual([]);
  });

  it.each([
    'gh api repos/acme/parcel/labels -f name=bug',
    'gh pr checkout 3',
    'curl -X POST https://example.com/hooks',
    'curl http://localhost:48213/health',
    './deploy.sh staging https://example.com',
  ])('that does more is kept: %s', (command) => {
    expect(factsOf(ran(command)).commands).toMatchObject([{ command }]);
  });

  it('of a line is kept by itself, once', () => {
    const facts = factsOf(ran('cd app && npm ci && npm test && npm test | tail -3'));
    expect(facts.commands.map(({ command }) => command)).toEqual(['npm ci', 'npm test']);
  });

  it('is not blamed when the check behind it failed', () => {
    const facts = factsOf(ran('npm ci && npm test', '✗ rounds', 1));
    expect(facts.commands).toMatchObject([
      { command: 'npm ci', failures: 0 },
      { command: 'npm test', failures: 1, ok: false },
    ]);
  });

  it('has no outcome while it runs, whatever the one before was', () => {
    const facts = factsOf(ran('npm test', 'boom', 3), started({ type: 'command', command: 'npm test' }));
    expect(facts.commands[0]?.ok).toBeUndefined();
    expect(facts.commands[0]?.exitCode).toBeUndefined();
  });

  it('that was refused is unknown, unless it ran before', () => {
    const command = { type: 'command', command: 'npm run deploy' } as const;
    expect(factsOf(refused(command)).commands).toEqual([]);
    expect(factsOf(ran('npm run deploy'), refused(command)).commands).toHaveLength(1);
  });
});

describe('an exit status that a pipe hides', () => {
  it.each([
    ['npm test | tail -20', '--- FAIL: TestRound\n   want 3'],
    ['npx vitest run 2>&1 | tail -3', ' Tests  2 failed | 40 passed (42)'],
    ['npm run lint; true', '✖ 3 problems (3 errors, 0 warnings)'],
    ['pytest -q | tail -1', '1 failed, 8 passed in 0.42s'],
  ])('is read from the output: %s', (command, output) => {
    const [fact] = factsOf(ran(command, output, 0)).commands;
    expect(fact).toMatchObject({ ok: false, failures: 1 });
    expect(fact?.exitCode).toBeUndefined();
  });

  it.each([
    ['npm test | tail -20', ' Tests  42 passed (42)'],
    ['npm test | tail -20', '✓ reports 3 errors of the parser\n 0 failed, 12 passed'],
    ['npm run lint | tail', '0 errors, 2 warnings'],
    ['npm ci | tail', 'found 3 errors in nothing'],
  ])('is believed when nothing speaks against it: %s %s', (command, output) => {
    expect(factsOf(ran(command, output, 0)).commands).toMatchObject([{ ok: true, failures: 0 }]);
  });
});

describe('what the session was doing at the end', () => {
  const build = { type: 'command', command: 'npm run build -- --watch' } as const;

  it('is the command that had no result', () => {
    const facts = factsOf(user('Build it'), started(build));
    expect(facts).toMatchObject({ activity: 'working', inFlight: 'npm run build -- --watch' });
  });

  it('is no command whose result was lost before the user went on', () => {
    const facts = factsOf(user('Build it'), started(build), user('Never mind, test it'), ran('npm test'));
    expect(facts.activity).toBe('working');
    expect(facts.inFlight).toBeUndefined();
  });

  it('is still the command when a prompt was only queued', () => {
    const facts = factsOf(user('Build it'), started(build), user('and then the docs', 'queued'));
    expect(facts.inFlight).toBe('npm run build -- --watch');
  });
});
