import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { copySession, newcomer, worked, type Newcomer } from './newcomer.ts';
import { claudeCodeRecords, codexRecords } from './records.ts';

/** A user of two agents with a configuration and a manifest, on whom every command has something to say. */
async function regular(): Promise<Newcomer> {
  const user = newcomer();
  const turns = [
    {
      prompt: 'Never touch vendor/. Rename the port.',
      command: 'npm test',
      output: '4 passed',
      reply: 'Done.',
    },
    { prompt: 'Now the docs', reply: 'Done too.', tokens: 60_000 },
  ];
  worked(user, 'claude-code', { id: 'session', records: claudeCodeRecords(user.cwd, turns) });
  worked(user, 'codex', {
    id: 'codex-1',
    records: codexRecords(user.cwd, 'Draw a cat', 'Meow.'),
    modifiedAt: new Date('2026-11-22T10:00:00Z'),
  });
  writeFileSync(join(user.cwd, 'recovery.config.yaml'), 'max_chars: 5000\nverify: [npm test]\n');
  await user.type('prepare');
  return user;
}

/** Numbers and words of a JSON value that a person would look for in the text. */
function facts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(facts);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(facts);
  return typeof value === 'string' ? [value] : [];
}

describe('--json', () => {
  let user: Newcomer;
  beforeAll(async () => {
    user = await regular();
  });

  const commands: [words: string[], exitCode: number][] = [
    [['prepare'], 0],
    [['bootstrap'], 0],
    [['bootstrap', '--summary'], 0],
    [['status'], 0],
    [['sessions'], 0],
    [['sessions', '--all'], 0],
    [['show'], 0],
    [['show', '--evidence'], 0],
    [['show', '--rules'], 0],
    [['show', '--all'], 0],
    [['show', '--list'], 0],
    [['update'], 0],
    [['demo'], 0],
    [['doctor'], 0],
    [['where'], 0],
    [['config'], 0],
    [['trust'], 1],
  ];

  it.each(commands)('of %j is JSON with the exit code of the text', async (words, exitCode) => {
    const asText = await user.type(...words);
    const asJson = await user.type(...words, '--json');
    expect([asText.exitCode, asJson.exitCode]).toEqual([exitCode, exitCode]);
    expect(() => JSON.parse(asJson.out)).not.toThrow();
    if (words.join() !== 'show') expect(() => JSON.parse(asText.out)).toThrow();
    expect(asText.out + asText.err + asJson.out + asJson.err).not.toContain('\u001B');
  });

  it.each([['sessions'], ['where'], ['show', '--list']])(
    'of %s holds every word of the text',
    async (...words) => {
      const { out } = await user.type(...words);
      const known = facts(await user.json(...words)).join('\n');
      const said = out.split(/\s{2,}|\n/).filter((word) => word.includes('/') || word.includes('-'));
      expect(said.length).toBeGreaterThan(0);
      for (const word of said) expect(known).toContain(word);
    },
  );

  it('of prepare holds what the text says', async () => {
    const json = await user.json('prepare');
    const { out } = await user.type('prepare');
    expect(out).toContain(String(json['id']));
    expect(out).toContain(String(json['path']));
    expect(out).toContain(`${String(json['sizeBytes'])} bytes of at most`);
    expect(out).toContain('context  36% of 167,000 tokens (NORMAL)');
    expect(json).toMatchObject({
      transcript: { agent: 'claude-code', sizeBytes: expect.any(Number) },
      pressure: { usedTokens: 60_000, level: 'NORMAL', limit: { limitTokens: 167_000 } },
      manifest: { critical_context: { rules: ['Never touch vendor/.'] } },
    });
  });

  it('is all that show prints on standard output, for a program to read', async () => {
    const { out, err } = await user.type('show');
    expect(JSON.parse(out)).toEqual((await user.json('show'))['manifest']);
    expect(err).toMatch(/RECOVERY-[\d-]+\.json\nsignature: valid\n$/);
  });

  it('of show --all holds every fact of the text, with where it was seen', async () => {
    const { out } = await user.type('show', '--all');
    const { facts } = (await user.json('show', '--all')) as unknown as {
      facts: { title: string; facts: { text: string; offset?: number }[] }[];
    };
    expect(facts.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Requests', 'Rules, refusals and answers', 'Commands']),
    );
    for (const section of facts) {
      expect(out).toContain(`\n${section.title} (${section.facts.length})\n`);
      for (const { text, offset } of section.facts) {
        expect(out).toContain(text.split('\n', 1)[0]);
        expect(out).toContain(`byte ${offset}`);
      }
    }
  });

  it('of show --rules and --evidence holds them', async () => {
    expect(await user.json('show', '--rules')).toMatchObject({
      signature: 'valid',
      rules: [{ type: 'constraint', text: 'Never touch vendor/.', last: 0 }],
    });
    expect(await user.json('show', '--evidence')).toMatchObject({
      evidence: {
        items: expect.arrayContaining(
          [
            {
              pointer: '/critical_context/rules/0',
              kind: 'constraint',
              last: 0,
              count: 1,
              first: 0,
              at: expect.any(String),
            },
          ].map((item) => expect.objectContaining({ pointer: item.pointer, last: 0 })),
        ),
      },
    });
  });

  it('of an error holds its code, message and hint, on standard output', async () => {
    const broken = newcomer();
    mkdirSync(join(broken.cwd, 'folder'));
    const { exitCode, out, err } = await broken.type('prepare', '--transcript', 'folder', '--json');
    expect([exitCode, err]).toEqual([2, '']);
    expect(JSON.parse(out)).toEqual({
      error: {
        code: 'transcript-unreadable',
        message: `Cannot read ${join(broken.cwd, 'folder')}: it is a directory.`,
        hint: expect.stringContaining('recovery sessions'),
      },
    });
  });
});

it('a command for another directory works there', async () => {
  const user = newcomer();
  copySession(user);
  await user.type('prepare', '--transcript', 'session.jsonl');
  const elsewhere = newcomer({ RECOVERY_HOME: user.state });
  expect(await elsewhere.json('show', '-C', user.cwd)).toMatchObject({ signature: 'valid' });
  expect(await elsewhere.json('show')).toMatchObject({ error: { code: 'no-manifest' } });
});
