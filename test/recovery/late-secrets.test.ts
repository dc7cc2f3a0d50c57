/** What becomes known as a secret only after the facts that hold it were stored. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/redact/redactor.ts';
import { newcomer, worked, type Newcomer } from '../cli/newcomer.ts';
import { claudeCodeRecords } from '../cli/records.ts';

const VALUE = 'blueberry-kettle-morning';

function sessionNaming(user: Newcomer): void {
  const records = claudeCodeRecords(user.cwd, [
    {
      prompt: `Always log in with ${VALUE} on staging. Please check the deploy.`,
      command: './check',
      output: 'ok',
    },
    { prompt: 'Now mend the parser.', command: 'npm test', output: 'ok', reply: 'Done.' },
  ]);
  worked(user, 'claude-code', { id: 's', records });
}

function filesWith(user: Newcomer, text: string): string[] {
  return readdirSync(user.state, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(user.state, name);
    return statSync(path).isFile() && readFileSync(path, 'utf8').includes(text);
  });
}

describe('a value that becomes known as a secret', () => {
  it('is removed from facts that were stored before, and from what is made of them', async () => {
    const user = newcomer();
    sessionNaming(user);
    await user.type('update');
    expect(filesWith(user, VALUE)).not.toEqual([]);
    writeFileSync(join(user.cwd, '.env'), `STAGING_PASSWORD=${VALUE}\n`);
    await user.type('prepare');
    const { out } = await user.type('bootstrap');
    expect(out).toContain('log in with');
    expect(out).not.toContain(VALUE);
    expect(filesWith(user, VALUE)).toEqual([]);
  });

  it('is removed from a manifest that was prepared before, although nothing was added to the session', async () => {
    const user = newcomer();
    sessionNaming(user);
    expect((await user.type('bootstrap')).out).toContain(VALUE);
    writeFileSync(join(user.cwd, '.env'), `STAGING_PASSWORD=${VALUE}\n`);
    expect((await user.type('bootstrap')).out).not.toContain(VALUE);
    expect(filesWith(user, VALUE)).toEqual([]);
  });

  it('gives the redactor another identity, in which it cannot be read', () => {
    const identity = (values: string[]): string =>
      createRedactor({ knownValues: values.map((value) => ({ name: 'X', value })) }).identity('salt');
    expect(identity([VALUE])).not.toBe(identity([]));
    expect(identity(['another-secret', VALUE])).toBe(identity([VALUE, 'another-secret']));
    expect(identity([VALUE])).not.toContain(VALUE);
    expect(createRedactor().identity('salt')).not.toBe(createRedactor().identity('pepper'));
  });
});
