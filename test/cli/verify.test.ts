import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandWords } from '../../src/cli/command-words.ts';
import { newcomer, worked, type Newcomer } from './newcomer.ts';
import { claudeCodeRecords } from './records.ts';

/** A user with a session, who allowed these commands. */
function allowing(...commands: string[]): Newcomer {
  const user = newcomer({ MARK: 'of-the-user' });
  worked(user, 'claude-code', {
    id: 's',
    records: claudeCodeRecords(user.cwd, [{ prompt: 'Rename the port', reply: 'Done.' }]),
  });
  return {
    ...user,
    type: async (...words) => {
      for (const command of commands) await user.type('config', 'set', 'verify', command);
      return user.type(...words);
    },
  };
}

describe('bootstrap --verify', () => {
  it('runs what the user allowed in the project, without a shell', async () => {
    const user = allowing('touch one;rm "a b" $HOME *');
    const { exitCode, err } = await user.type('bootstrap', '--verify');
    expect(exitCode).toBe(0);
    expect(err).toContain('passed');
    expect(readdirSync(user.cwd).sort()).toEqual(['$HOME', '*', 'a b', 'one;rm']);
  });

  it('gives it the environment of the user', async () => {
    const user = allowing(`sh -c 'test "$MARK" = of-the-user'`);
    expect((await user.type('bootstrap', '--verify')).err).toContain(': passed');
  });

  it('exits with 1 when a command fails, is not there, or none is allowed', async () => {
    expect(await allowing('false').type('bootstrap', '--verify')).toMatchObject({
      exitCode: 1,
      err: 'recovery: false: failed\n',
    });
    expect((await allowing('no-such-program').type('bootstrap', '--verify')).err).toContain('failed');
    const { exitCode, err } = await allowing().type('bootstrap', '--verify');
    expect(exitCode).toBe(1);
    expect(err).toContain('no command is allowed yet');
  });

  it('runs nothing unasked', async () => {
    const user = allowing('touch ran');
    await user.type('bootstrap');
    expect(readdirSync(user.cwd)).toEqual([]);
  });
});

it.each([
  ['npm test', ['npm', 'test']],
  ['  npm   test ', ['npm', 'test']],
  ['vitest -t "daylight saving"', ['vitest', '-t', 'daylight saving']],
  [`a --name='b c'd "" "it's"`, ['a', '--name=b cd', '', "it's"]],
  [`say "open`, ['say', '"open']],
  ['', []],
])('the words of %j', (command, words) => {
  expect(commandWords(command)).toEqual(words);
});
