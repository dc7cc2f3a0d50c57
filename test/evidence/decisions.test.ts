import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/evidence/facts.ts';
import { agent, factsOf, user, work } from '../support/events.ts';

const inForce = (facts: Facts): string[] =>
  facts.decisions.filter((fact) => !fact.superseded).map(({ text }) => text);

const REDIS = "Let's use Redis for the queue.";
const POSTGRES = "Let's use Postgres instead of Redis for the queue.";

describe('a decision', () => {
  it.each([
    [user(REDIS), REDIS, 'user'],
    [agent("I'll use Redis for the queue."), "I'll use Redis for the queue.", 'agent'],
    [agent('We settled on one table per tenant.'), 'We settled on one table per tenant.', 'agent'],
  ] as const)('is kept with who made it', (told, text, who) => {
    expect(factsOf(told).decisions).toMatchObject([{ text, who, superseded: false }]);
  });

  it('is not made by a question', () => {
    expect(
      factsOf(user("Let's use Redis?"), agent('Should we use Redis instead of Postgres?')).decisions,
    ).toEqual([]);
  });

  it.each([
    "let's do this then",
    "ok, let's do that",
    'then I want',
    "I'd prefer that",
    "let's go with option 1",
    "ok let's keep going",
    "If we use Redis, let's use it for the queue too",
    'Why did we switch to Redis?',
  ])('names what was decided, so it is not: %s', (said) => {
    expect(factsOf(user(said)).decisions).toEqual([]);
  });

  it.each([
    "I'll use that.",
    "I'll use a dev agent to implement this for the queue.",
    "I'm sending a reviewer over it now, then I'll keep moving on the next item instead of waiting.",
    'The most important design decision',
    '## The Design Decision',
    'Updated Design Decisions So Far',
    "Now I'll use the row lock for the queue.",
    'In `lockRow`, the shard is chosen before the row.',
    'Looking at line 40, it uses a map instead of a set.',
  ])('of an agent is no heading, next step or diagnosis: %s', (said) => {
    expect(factsOf(agent(said)).decisions).toEqual([]);
  });

  it('is replaced when it is reversed', () => {
    expect(inForce(factsOf(user(REDIS), ...work(3), user(POSTGRES)))).toEqual([POSTGRES]);
  });

  it('that is reversed twice leaves only the last in force', () => {
    const back = 'Switch to Redis for the queue instead of Postgres.';
    expect(inForce(factsOf(user(REDIS), user(POSTGRES), ...work(3), user(back)))).toEqual([back]);
  });

  it('is in force again when it is made again in the same words', () => {
    expect(inForce(factsOf(user(REDIS), user(POSTGRES), user(REDIS)))).toEqual([REDIS]);
  });

  it('is replaced by its negation', () => {
    const not = "Let's not use Redis for the queue.";
    expect(inForce(factsOf(user(REDIS), user(not)))).toEqual([not]);
  });

  it('is replaced by a choice of what it turned down', () => {
    const back = 'Go back to Redis.';
    expect(inForce(factsOf(user(POSTGRES), user(back)))).toEqual([back]);
  });

  it('of the user is not replaced by the agent', () => {
    const own = "I'll use Postgres for the queue.";
    expect(inForce(factsOf(user(REDIS), agent(own)))).toEqual([REDIS, own]);
  });

  it('about something else stands', () => {
    const other = "Let's use tabs in the Makefile.";
    expect(inForce(factsOf(user(REDIS), user(other)))).toEqual([REDIS, other]);
  });

  it.each([
    ['The port should be 48213.', 'Change the port to 51734.'],
    ["Let's call the branch feature/alpha.", "Let's call the branch feature/beta."],
    ["Let's call the file round.ts.", "Let's call the file rounding.ts."],
  ])('about a value is replaced by the last: %s', (before, after) => {
    expect(inForce(factsOf(user(before), ...work(2), user(after)))).toEqual([after]);
  });
});

describe('a plan', () => {
  it('is decided when it is approved', () => {
    const plan = { kind: 'plan', state: 'proposed', text: '# Cache by tenant\n\n1. …' } as const;
    expect(factsOf(plan).decisions).toEqual([]);
    const facts = factsOf(plan, { kind: 'plan', state: 'approved' }, { kind: 'plan', state: 'approved' });
    expect(facts.decisions).toMatchObject([
      { text: 'Approved plan: Cache by tenant', who: 'user', count: 1 },
    ]);
  });
});

describe('an approach that failed', () => {
  it('is kept with what replaced it, once', () => {
    const told = agent(
      "The advisory lock did not work across connections. Instead, I'll take a row lock. Tests run now.",
    );
    expect(factsOf(told, ...work(2), told).approaches).toMatchObject([
      {
        tried: 'The advisory lock did not work across connections.',
        instead: "Instead, I'll take a row lock.",
        count: 2,
      },
    ]);
  });

  it.each([
    'Reverted.',
    'The issue is that the lock does not work across hosts.',
    "I'm going to leave the lock alone unless you want it reverted.",
    'Reverted-and-replaced example',
    'If the user reverted the file, the scan would not work.',
    "`flock` doesn't work reliably on some mounts.",
  ])('was tried, and is no diagnosis: %s', (said) => {
    expect(factsOf(agent(said)).approaches).toEqual([]);
  });

  it('keeps the newest replacement', () => {
    const failed = 'The advisory lock did not work.';
    const facts = factsOf(
      agent(`${failed} Let me try a row lock.`),
      agent(`${failed} Switched to a queue per tenant.`),
    );
    expect(facts.approaches).toMatchObject([{ instead: 'Switched to a queue per tenant.' }]);
  });
});
