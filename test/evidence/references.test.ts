import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/evidence/facts.ts';
import { agent, did, factsOf, ran, user, work } from '../support/events.ts';

const texts = (facts: Facts): string[] => facts.references.map(({ text }) => text);

const UUID = '3f2b8c1e-0d4a-4b7e-9c55-1a2b3c4d5e6f';

describe('a reference to what is not on disk', () => {
  it.each([
    ['See https://example.com/a/b?c=1.', 'https://example.com/a/b?c=1', 'url'],
    ['It runs on localhost:48213 now', 'localhost:48213', 'address'],
    ['Use port 48213', 'port 48213', 'address'],
    ['This closes PARCEL-123', 'PARCEL-123', 'issue'],
    ['Fixed in #42', '#42', 'issue'],
    ['Look at pull request 17', 'pull request 17', 'issue'],
    [`The job is ${UUID}`, UUID, 'id'],
    ['Deployment id: zebra-7741', 'zebra-7741', 'id'],
    ['It broke in 4f2a9c1d', '4f2a9c1d', 'commit'],
  ] as const)('is found in words: %s', (said, text, type) => {
    expect(factsOf(user(said)).references).toMatchObject([{ text, type }]);
    expect(factsOf(agent(said)).references).toMatchObject([{ text, type }]);
  });

  it.each([
    ['of a command', ran('./deploy.sh', `Created deployment\nid: zebra-7741\nrun ${UUID}`)],
    ['of any other tool', did({ type: 'other' }, { output: `{"id": "zebra-7741", "run": "${UUID}"}` })],
  ])('is found when only the result %s shows it, and kept', (_, result) => {
    const facts = factsOf(...work(1), result, ...work(500));
    expect(texts(facts)).toEqual(expect.arrayContaining(['zebra-7741', UUID]));
  });

  it('is not searched in files, which are on disk', () => {
    expect(
      factsOf(did({ type: 'read', paths: ['a.json'] }, { output: `id: zebra-7741 ${UUID}` })).references,
    ).toEqual([]);
  });

  it.each([
    'UTF-8 and SHA-256 and ISO-8601',
    'the id of the user',
    'color #fff000',
    'version 1.2.3 of 2026-11-20',
    'deadbeefs',
  ])('is not seen in %s', (said) => {
    expect(factsOf(user(said)).references).toEqual([]);
  });

  it.each([
    'color: #424242',
    'the colour #424242 and #00ff7f and #333abc',
    'border: 1px solid #999',
    'id: write_file-1',
    'id: turn-2',
    'id: output-1',
    'id: test-session-1',
    'id: msg_01AbCdEfGh23',
    'node id: PRRC_kwDOQmIzNc6K1abc',
    'the hash abc123def456',
    'the hash a1b2c3d4',
    'the job a1b2c3d4-e5f6-7890-abcd-ef1234567890',
    'the job aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  ])('is not a colour, a number in a list or a sample: %s', (said) => {
    expect(factsOf(user(said)).references).toEqual([]);
  });

  it.each([
    ['https://example.com/a?utm_source=mail&utm_medium=x', 'https://example.com/a'],
    ['https://example.com/a?b=1&utm_source=mail#c', 'https://example.com/a?b=1#c'],
    ['https://example.com/a?utm_source=mail&b=1', 'https://example.com/a?b=1'],
  ])('does not tell where a link was clicked: %s', (said, text) => {
    expect(texts(factsOf(user(said)))).toEqual([text]);
  });

  it('is the hash of a commit that was made', () => {
    const facts = factsOf(ran('git commit -m x', '[main 4f2a9c1] Round half up\n 1 file changed'));
    expect(facts.references).toMatchObject([{ text: '4f2a9c1', type: 'commit' }]);
  });

  it('is the link that the agent recorded', () => {
    const url = 'https://example.com/pull/7';
    expect(factsOf({ kind: 'link', url }).references).toMatchObject([{ text: url, type: 'url' }]);
  });

  it('that changes is current by its last sighting', () => {
    const facts = factsOf(user('Use port 48213'), ...work(2), user('Use port 51734'));
    const newest = facts.references.toSorted((a, b) => b.last - a.last)[0];
    expect(newest?.text).toBe('port 51734');
  });

  it('stays within bounds by the thousand', () => {
    const facts = factsOf(
      ...Array.from({ length: 2000 }, (_, index) => user(`https://example.com/${index}/${'路'.repeat(150)}`)),
    );
    expect(Buffer.byteLength(JSON.stringify(facts.references))).toBeLessThan(25_000);
  });
});

describe('a name in the code', () => {
  it('is kept where the agent says, writes or searches for it, or the user says it', () => {
    const facts = factsOf(
      user('Rename parseHeader'),
      agent('It is `formatParcel`.\n```\nconst insideCode = 1;\n```'),
      did({ type: 'edit', paths: ['src/a.ts'], text: 'export function writtenName() {}' }),
      did({ type: 'search', pattern: 'round_half_up', paths: [] }),
    );
    expect(facts.symbols.map(({ name }) => name)).toEqual([
      'parseHeader',
      'formatParcel',
      'writtenName',
      'round_half_up',
    ]);
  });

  it.each([
    'postgres://app:lagoonTractor@db.example.com/app',
    'curl -u deploy:vividPlum https://api.example.com',
    'DB_SECRET=plum_tractor_vivid',
    'Authorization: Bearer qX7bTz2WvKp9RfJ4',
  ])('is not taken from where a secret stands: %s', (said) => {
    const names = factsOf(user(said)).symbols.map(({ name }) => name);
    expect(names.filter((name) => name !== 'DB_SECRET')).toEqual([]);
  });

  it('may stand behind colons or in a call', () => {
    const facts = factsOf(user('Rename Parcel::formatParcel and call parseHeader(rawLine)'));
    expect(facts.symbols.map(({ name }) => name)).toEqual(['formatParcel', 'parseHeader', 'rawLine']);
  });
});
