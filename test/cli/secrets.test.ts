import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newcomer, worked, type Newcomer } from './newcomer.ts';
import { IN_ENVIRONMENT, IN_PROJECT_ENV, KNOWN, LOOK_ALIKES, SECRETS } from './planted-secrets.ts';
import { claudeCodeRecords, type ClaudeCodeTurn } from './records.ts';

const PLANTED = [...SECRETS, ...KNOWN];

/** Every secret in a rule, a task, a command, its output, a decision and last words. */
function turns(): ClaudeCodeTurn[] {
  const planted = PLANTED.flatMap(({ shown }, index): ClaudeCodeTurn[] => [
    {
      prompt: `Never print ${shown} again. Please deploy stage ${index} with ${shown}, then tell Anna.`,
      tasks: [`Rotate ${shown}`],
      command: `./deploy.sh --stage ${index} <<< '${shown}'`,
      output: `FAIL test/deploy-${index}.test.ts > signs in\nError: stage ${index} refused ${shown}`,
      failed: true,
      reply: `I decided to use ${shown} instead of the vault. Stage ${index} with ${shown} did not work.`,
    },
  ]);
  const harmless = `Look at ${LOOK_ALIKES.join(' and ')} first.`;
  return [
    ...planted,
    { prompt: harmless, command: `./deploy.sh '${PLANTED.map((secret) => secret.shown).join("' '")}'` },
  ];
}

const COMMANDS = [
  ['prepare'],
  ['prepare', '--json'],
  ['update', '--json'],
  ['status'],
  ['sessions'],
  ['show'],
  ['show', '--evidence', '--json'],
  ['show', '--rules'],
  ['bootstrap'],
  ['bootstrap', '--summary'],
  ['bootstrap', '--format', 'markdown'],
  ['bootstrap', '--format', 'script'],
  ['bootstrap', '--json', '--max-chars', '60000'],
  ['doctor', '--json'],
  ['trust', '--json'],
  ['config'],
];

/** All that commands printed, and all that lies in the home. */
async function everythingWritten(user: Newcomer): Promise<Map<string, string>> {
  const records = claudeCodeRecords(user.cwd, turns());
  worked(user, 'claude-code', { id: 's', records: records.slice(0, 70) });
  const written = new Map<string, string>();
  const first = await user.type('update');
  written.set('update', first.out + first.err);
  worked(user, 'claude-code', { id: 's', records });
  for (const words of COMMANDS) {
    const { exitCode, out, err } = await user.type(...words);
    expect([words, exitCode === 2]).toEqual([words, false]);
    written.set(words.join(' '), out + err);
  }
  for (const name of readdirSync(user.state, { recursive: true, encoding: 'utf8' })) {
    const path = join(user.state, name);
    if (statSync(path).isFile()) written.set(name, `${name}\n${readFileSync(path, 'utf8')}`);
  }
  return written;
}

describe('a session full of secrets', () => {
  let written: Map<string, string>;
  beforeAll(async () => {
    const user = newcomer({ DEPLOY_PASSWORD: IN_ENVIRONMENT });
    writeFileSync(
      join(user.cwd, '.env'),
      `SESSION_SECRET=${IN_PROJECT_ENV}\n${SECRETS.map(({ value }, index) => `KEY_${index}=${value}\n`).join('')}`,
    );
    written = await everythingWritten(user);
  });

  it('holds 25 kinds and more, each once', () => {
    expect(SECRETS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(PLANTED.map(({ value }) => value)).size).toBe(PLANTED.length);
  });

  it.each(PLANTED)('leaves no $kind in any file, output or prompt', ({ value }) => {
    const leaks = [...written].filter(([, text]) => text.includes(value)).map(([where]) => where);
    expect(leaks).toEqual([]);
  });

  it('keeps what only looks like one, and the words around the secrets', () => {
    const all = [...written.values()].join('\n');
    for (const text of LOOK_ALIKES) expect(all).toContain(text);
    expect(all).toContain('[REDACTED:');
    expect(all).toContain('Never print');
    expect(all).toContain('./deploy.sh --stage 7');
  });
});

it('secrets are told by their shape too where no file holds them', async () => {
  const user = newcomer();
  const written = await everythingWritten(user);
  const leaks = SECRETS.flatMap(({ kind, value }) =>
    [...written].filter(([, text]) => text.includes(value)).map(([where]) => `${kind} in ${where}`),
  );
  expect(leaks).toEqual([]);
});
