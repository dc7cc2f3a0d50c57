import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/evidence/facts.ts';
import { refersBack } from '../../src/evidence/referring-back.ts';
import { isOpen } from '../../src/evidence/requests.ts';
import { agent, factsOf, ran, tasks, user, wholeList, work, type Told } from '../support/events.ts';

const FOUR = `Please do this:
1. Parse the header line
2. Write a converter for currencies
3. Document the command line flags
4. Delete the obsolete fixtures`;

const open = (facts: Facts): string[] =>
  facts.requests.flatMap(({ parts }) => parts.filter(isOpen).map(({ text }) => text));

describe('a request with four parts', () => {
  it('has two left when two commits did the others', () => {
    const facts = factsOf(
      user(FOUR),
      ran('git commit -am "Parse the header line"'),
      ran(`git commit -m 'Document all command line flags'`),
    );
    expect(open(facts)).toEqual(['Write a converter for currencies', 'Delete the obsolete fixtures']);
  });

  it('has two left when tasks that do the others are completed, by name or by number', () => {
    const facts = factsOf(
      user(FOUR),
      tasks({ id: '1', text: 'Parse the header line', status: 'pending' }),
      tasks({ id: '2', text: 'Write currency converter for all currencies', status: 'pending' }),
      tasks({ id: '1', status: 'completed' }),
      wholeList({ text: 'Delete the obsolete fixtures', status: 'completed' }),
    );
    expect(open(facts)).toEqual(['Write a converter for currencies', 'Document the command line flags']);
  });

  it('is known when it is written in one line', () => {
    const [request] = factsOf(
      user('Do 1) parse the header, 2) write the converter and 3) the docs'),
    ).requests;
    expect(request?.parts.map(({ text }) => text)).toEqual([
      'parse the header',
      'write the converter',
      'the docs',
    ]);
  });

  it('is not done by what was completed before it was made', () => {
    const done = { text: 'Delete the obsolete fixtures', status: 'completed' } as const;
    const facts = factsOf(wholeList(done), user(FOUR), wholeList(done));
    expect(open(facts)).toHaveLength(4);
  });

  it('is not done by a commit that failed, or by a list in code', () => {
    const facts = factsOf(user(FOUR), ran('git commit -am "Parse the header line"', 'nothing to commit', 1));
    expect(open(facts)).toHaveLength(4);
    expect(factsOf(user('Look:\n```\n- one\n- two\n```')).requests[0]?.parts).toEqual([]);
  });

  it.each([
    ['I added the converter for currencies: write it as 1.00 EUR. Delete the obsolete fixtures: done.', 2],
    ['All four points are done.', 0],
    ['Everything on the list has been implemented.', 0],
    ['All five points are done.', 4],
    ['The converter for currencies is not written yet.', 4],
    ['Next I will write a converter for currencies, then it is done.', 4],
    ['Should I delete the obsolete fixtures? The rest is done.', 4],
    ['Done.', 4],
  ])('is done as far as the agent says so: %s', (said, left) => {
    expect(open(factsOf(user(FOUR), agent(said)))).toHaveLength(left);
  });

  it.each([
    ['Skip the rest.', 0],
    ['never mind the other three points', 0],
    ['The remaining items are no longer needed.', 0],
    ['Drop points 2 and 4, please.', 1],
    ['Vergiss die restlichen Punkte.', 0],
    ['Laisse tomber le reste.', 0],
    ['Olvida lo que falta.', 0],
    ['剩下的不用做了', 0],
    ["Don't forget the rest.", 3],
    ['Leave the rest as it is for now.', 3],
    ['Ignore the rest of the file.', 3],
    ['Can we skip the rest?', 3],
    ['Lass den Rest so.', 3],
  ])('has as much left as was not given up: %s', (said, left) => {
    const facts = factsOf(user(FOUR), ran('git commit -am "Parse the header line"'), user(said));
    expect(open(facts)).toHaveLength(left);
  });

  it('outlives a hundred nudges', () => {
    const facts = factsOf(user(FOUR), ...work(20), ...Array.from({ length: 100 }, () => user('go on')));
    expect(open(facts)).toHaveLength(4);
    expect(facts.requests[0]?.text).toContain('Parse the header line');
  });
});

describe('words that refer back to a list', () => {
  it.each([
    'please finish the remaining points',
    'and now the other two',
    'do what is still missing',
    'ok, point 3 next',
    'go on with the list',
    'Mach jetzt den Rest der Liste.',
    'nun die restlichen beiden Punkte',
    'continue avec le reste',
    'haz lo que falta',
    'сделай остальное',
    '把剩下的做完',
    '残りをお願いします',
    '나머지를 해 주세요',
  ])('are known: %s', (said) => {
    expect(refersBack(said)).toBe(true);
  });

  it.each([
    'Read the rest of the file.',
    'Add a REST endpoint for labels.',
    'Fix the rest client.',
    'Keep the rest as it is.',
    'The rest looks good.',
    'The last line of the label is cut.',
    'Use the other carrier.',
    'Lies den Rest der Datei.',
  ])('are no others: %s', (said) => {
    expect(refersBack(said)).toBe(false);
  });
});

describe('what the user says', () => {
  it.each([
    ['Fix the parser', 'request'],
    ['Can you fix the parser?', 'request'],
    ['Can you tell me why it fails?', 'question'],
    ['Why does the parser fail?', 'question'],
    ['2', 'nudge'],
    ['为什么失败？', 'question'],
    ['yes', 'nudge'],
    ['go on, looks good', 'nudge'],
    ['继续', 'nudge'],
    ['continue the migration of all the tables to the new schema that we talked about yesterday', 'request'],
  ] as const)('is a request, a question or a nudge: %s', (text, type) => {
    expect(factsOf(user(text)).requests).toMatchObject([{ text, type }]);
  });

  it.each([
    ['Commit it', 'git commit -m "Print labels"'],
    ['commit and continue', 'git commit --amend --no-edit'],
    ['push', 'git push'],
    ['Commit the changes we have so far and push', 'git add -A && git commit -m x && git push'],
    ['commit and create pr', 'gh pr create --fill'],
  ])('is only a nudge once it was carried out: %s', (said, command) => {
    const types = (...told: Told[]): string[] =>
      factsOf(user('Fix it'), ...told).requests.map(({ type }) => type);
    expect(types(user(said))).toEqual(['request', 'request']);
    expect(types(ran(command), user(said))).toEqual(['request', 'request']);
    expect(types(user(said), ran(command, 'nothing', 1))).toEqual(['request', 'request']);
    expect(types(user(said), ran(command))).toEqual(['request', 'nudge']);
  });

  it('stays a request when it asked for more than the commit', () => {
    const facts = factsOf(user('Commit it and print the labels'), ran('git commit -m x'));
    expect(facts.requests).toMatchObject([{ type: 'request' }]);
  });

  it('keeps the order, and where and when it was said', () => {
    const facts = factsOf(user('Fix the parser'), agent('Done.'), user('Now the printer'));
    expect(facts.requests).toMatchObject([
      { text: 'Fix the parser', first: 0, at: '2026-11-20T12:00:00.000Z' },
      { text: 'Now the printer', first: 200 },
    ]);
    expect(facts.turns).toBe(2);
  });

  it('counts once when a queued prompt was taken back and sent completed', () => {
    const facts = factsOf(user('Fix the parser', 'queued'), user('Fix the parser and its test', 'queued'));
    expect(facts.requests.map(({ text }) => text)).toEqual(['Fix the parser and its test']);
  });

  it('keeps the first and the last requests of a long session', () => {
    const { requests } = factsOf(...work(300));
    expect(requests[0]?.text).toBe('Look at module 0 next');
    expect(requests.at(-1)?.text).toBe('Look at module 299 next');
    expect(requests.length).toBeLessThanOrEqual(48);
  });

  it('stays within its bounds in any script', () => {
    const text = `${'请把所有的数据库迁移到新的结构。'.repeat(400)}🚀`;
    const { requests } = factsOf(...Array.from({ length: 200 }, (_, index) => user(`${index}${text}`)));
    expect(Buffer.byteLength(JSON.stringify(requests))).toBeLessThan(60_000);
    expect(requests.at(-1)?.text.startsWith('199')).toBe(true);
  });
});
