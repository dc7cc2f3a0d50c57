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

  it.each([
    'We keep the labels in one table – final.',
    'It is a cron job for the sweep, settled.',
    'We take Kafka as the broker.',
    'Scratch that, we choose Valkey for the cache.',
    "Hm, let's move back to using cron for the sweep.",
    "Let's return to the previous layout.",
    'Back to Redis for the queue, please.',
    "We're going with SQLite.",
    'Decided: tabs in all languages.',
    'I have settled on one table per carrier.',
  ])('of the user may be worded as: %s', (said) => {
    expect(factsOf(user(said)).decisions).toMatchObject([{ text: said, who: 'user' }]);
  });

  it.each([
    'We use Redis for the queue.',
    "Let's go back to the labels.",
    "ok, let's go back to work",
    "let's move on to the next carrier",
    'We take a break now.',
    'Take a look at the queue for the labels.',
    'We have three printers, the work is done.',
    'The final label is printed twice.',
  ])('is no report, and no turn to other work: %s', (said) => {
    expect(factsOf(user(said)).decisions).toEqual([]);
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

  it.each([
    ["Let's use Kafka as the broker.", 'Scratch that, we take NATS as the broker, not Kafka.'],
    [
      'We keep cron for the nightly sweep, decided.',
      "On reflection, let's use a queue for the nightly sweep.",
    ],
  ])('gives way to another choice for the same purpose: %s', (before, after) => {
    expect(inForce(factsOf(user(before), ...work(2), user(after)))).toEqual([after]);
  });

  it('that was reversed stays so when the first choice is made again in other words', () => {
    const said = [
      "Let's use Kafka as the message broker.",
      "Actually, let's use NATS as the message broker.",
      "Hm, let's go back to Kafka as the message broker.",
    ];
    expect(inForce(factsOf(...said.flatMap((words) => [user(words), ...work(1)])))).toEqual([said[2]]);
  });

  it('for another purpose stands', () => {
    const other = "Let's use Redis for the rate limits.";
    expect(inForce(factsOf(user(REDIS), user(other)))).toEqual([REDIS, other]);
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

  it.each([
    [
      'We tried a mutex around the printer before, but it blocks the whole queue. Take a lease per label instead.',
      'We tried a mutex around the printer before, but it blocks the whole queue.',
      'Take a lease per label instead.',
    ],
    [
      'I tried using node-canvas for labels. It made no difference.',
      'I tried using node-canvas for labels. It made no difference.',
      undefined,
    ],
    ['Tried pdfkit already: too slow.', 'Tried pdfkit already: too slow.', undefined],
    ['A bigger heap was tried and did not help.', 'A bigger heap was tried and did not help.', undefined],
  ])('may be told by the user: %s', (said, tried, instead) => {
    const { approaches } = factsOf(user(said));
    expect(approaches.map((fact) => fact.tried)).toEqual([tried]);
    expect(approaches[0]?.instead).toBe(instead);
  });

  it.each([
    'I tried to print a label, but it failed.',
    'I tried it again and it failed.',
    'I tried running the tests but they fail.',
    'I tried the new version, it crashes.',
    'I tried your patch, it does not work.',
    'The printer did not work yesterday.',
    'Have you tried a lease? It did not work.',
    'If we tried a lease, it would not work.',
  ])('is no report of a bug by the user: %s', (said) => {
    expect(factsOf(user(said)).approaches).toEqual([]);
  });
});
