import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/evidence/facts.ts';
import { agent, did, factsOf, ran, user, work, type Told } from '../support/events.ts';

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

  it.each([
    ['Deployment vR3kq81Zt is ready', 'vR3kq81Zt'],
    ['submitted run_7f3a91c2b4 (queued)', 'run_7f3a91c2b4'],
    ['job-81c93f20ad finished', 'job-81c93f20ad'],
    ['request id req_011Mb72kWq94 took 3 s', 'req_011Mb72kWq94'],
    ['Started instance i-0ab12cd34ef567890', 'i-0ab12cd34ef567890'],
    ['Build #4711 is green', 'Build #4711'],
    ['pipeline 81932 succeeded', 'pipeline 81932'],
    ['Ticket number 90210 was created', 'Ticket number 90210'],
  ])('is an id with its kind in front: %s', (output, text) => {
    expect(texts(factsOf(ran('./deploy.sh', output)))).toEqual([text]);
    expect(texts(factsOf(user(output)))).toEqual([text]);
  });

  it.each([
    'run_tests_2 and job-parser and build-essential',
    'Build failed with 3 errors, job took 170 ms, run 2 of 3',
    'Run completed in 12345 ms',
    'src/run_20260302ab12/index.ts and job-81c93f20ad.log',
    'the request handler2 and order by2name',
    'token: run_7f3a91c2b4',
    'API_KEY=job-81c93f20ad',
    'the access key is task_81c93f20ad55',
    'sk_live_7f3a91c2b4d5 and whsec_81c93f20ad55 and pat_81c93f20ad55',
  ])('is no name, number of results, file or key: %s', (output) => {
    expect(texts(factsOf(ran('./deploy.sh', output)))).toEqual([]);
  });

  it('stays within bounds by the thousand', () => {
    const facts = factsOf(
      ...Array.from({ length: 2000 }, (_, index) => user(`https://example.com/${index}/${'路'.repeat(150)}`)),
    );
    expect(Buffer.byteLength(JSON.stringify(facts.references))).toBeLessThan(25_000);
  });
});

const current = (facts: Facts): string[] =>
  facts.references.filter(({ superseded }) => !superseded).map(({ text }) => text);

describe('an address that moved', () => {
  it.each([
    [
      'The label service runs on localhost:7001.',
      'I switched the label service, now it is on localhost:7002.',
      'localhost:7002',
    ],
    ['The label service runs on localhost:7001.', 'The label service moved to port 7002.', 'port 7002'],
    [
      'Use http://localhost:7001/health to check.',
      'The port changed from 7001 to 7002, see http://localhost:7002/health',
      'http://localhost:7002/health',
    ],
    ['It is on localhost:7001.', 'It now listens on localhost:7002, not localhost:7001.', 'localhost:7002'],
    [
      'Docs are at https://docs.old.test/guide for now.',
      'The docs moved from https://docs.old.test to https://docs.new.test',
      'https://docs.new.test',
    ],
    [
      'QA is https://qa1.parcels.test',
      'QA now lives at https://qa2.parcels.test',
      'https://qa2.parcels.test',
    ],
    [
      'Der Drucker läuft auf localhost:7001.',
      'Der Drucker läuft jetzt auf localhost:7002 statt 7001.',
      'localhost:7002',
    ],
    [
      'Le serveur écoute sur localhost:7001.',
      'Le serveur a changé, localhost:7002 au lieu de localhost:7001.',
      'localhost:7002',
    ],
    [
      'El servidor está en localhost:7001.',
      'Ahora está en localhost:7002 en vez de localhost:7001.',
      'localhost:7002',
    ],
    ['Сервер на localhost:7001.', 'Теперь сервер на localhost:7002 вместо localhost:7001.', 'localhost:7002'],
    [
      '测试服务器在 localhost:7001 。',
      '测试服务器从 localhost:7001 改到 localhost:7002 。',
      'localhost:7002',
    ],
  ])('is not where it was: %s %s', (before, after, now) => {
    expect(current(factsOf(user(before), ...work(2), user(after), ...work(2)))).toEqual([now]);
    expect(current(factsOf(user(before), agent(after)))).toEqual([now]);
  });

  it.each([
    ['The web app is on localhost:7001.', 'The database is now on localhost:7002.'],
    ['The web app is on localhost:7001.', 'I moved the database, it is on localhost:7002 now.'],
    ['The web app is on localhost:7001.', 'The web app now also listens on localhost:7002.'],
    ['Check localhost:7001.', 'Now check localhost:7002.'],
    [
      'The api listens on localhost:7001.',
      'Why does it connect to localhost:7002 instead of localhost:7001?',
    ],
    [
      'The api listens on localhost:7001.',
      'It connects to localhost:7002 instead of localhost:7001 now and then.',
    ],
    ['The api listens on localhost:7001.', 'Never use localhost:7002 instead of localhost:7001 from now on.'],
    ['Review https://git.test/a/pull/7001', 'The review is now https://git.test/a/pull/7002'],
    [
      'The api server is on localhost:7001, the web server on localhost:7003.',
      'A server moved to localhost:7002.',
    ],
  ])('is not seen where two are in use: %s %s', (before, after) => {
    const [first = ''] = texts(factsOf(user(before)));
    expect(current(factsOf(user(before), ...work(2), user(after)))).toContain(first);
  });

  it('does not take a limit for a port', () => {
    const facts = factsOf(
      user('The api listens on localhost:7001.'),
      user('Change the important limit from 7001 to 9000.'),
    );
    expect(current(facts)).toEqual(['localhost:7001']);
  });

  it('is current again when the user says it again, and not when something still tries it', () => {
    const told = [
      user('The label service runs on localhost:7001.'),
      user('The label service moved from localhost:7001 to localhost:7002.'),
    ];
    const tried = [
      ran('curl localhost:7001', 'connect ECONNREFUSED localhost:7001', 7),
      agent('localhost:7001 is dead.'),
    ];
    expect(current(factsOf(...told, ...tried))).toEqual(['localhost:7002']);
    const back = user('Sorry, the label service is on localhost:7001 after all.');
    expect(current(factsOf(...told, back))).toContain('localhost:7001');
  });

  it('is the last that the same command showed in the same words', () => {
    const up = (port: number): Told[] => [
      ran('make serve', `12:0${port % 10} ready at http://127.0.0.1:${port}/app`),
    ];
    const facts = factsOf(
      ...up(7001),
      agent('It is up on http://127.0.0.1:7001/app.'),
      ...work(2),
      ...up(7002),
    );
    expect(current(facts)).toEqual(['http://127.0.0.1:7002/app']);
    expect(current(factsOf(...up(7001), ...up(7002), ...up(7001)))).toEqual(['http://127.0.0.1:7001/app']);
  });

  it.each([
    [
      'other command',
      ran('make serve', 'up: http://localhost:7001'),
      ran('make db', 'up: http://localhost:7002'),
    ],
    [
      'other line',
      ran('make serve', 'web: http://localhost:7001'),
      ran('make serve', 'db: http://localhost:7002'),
    ],
    [
      'other host',
      ran('make serve', 'up: http://10.0.0.1:7001'),
      ran('make serve', 'up: http://10.0.0.2:7002'),
    ],
    [
      'other path',
      ran('gh pr create', 'https://git.test/a/pull/7001'),
      ran('gh pr create', 'https://git.test/a/pull/7002'),
    ],
    [
      'port that is taken',
      ran('make serve', 'up: http://localhost:7001'),
      ran('make serve', 'Port 7001 is in use\nup: http://localhost:7002'),
    ],
  ])('stays beside one of an %s', (_, first, second) => {
    const [before = ''] = texts(factsOf(first));
    expect(current(factsOf(first, ...work(1), second))).toContain(before);
  });

  it('stays beside those that were shown with it', () => {
    const both = ran('make all', 'worker at localhost:7001\nworker at localhost:7002');
    expect(current(factsOf(both, both))).toEqual(['localhost:7001', 'localhost:7002']);
  });

  it('keeps no words that may be a secret', () => {
    const facts = factsOf(user('The printer is at localhost:7001, password plumtractor, as before.'));
    expect(JSON.stringify(facts.references)).not.toMatch(/plum|password|printer/);
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
