/** Names and paths that steer a terminal or hide from the eye. */
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newcomer, worked } from './newcomer.ts';
import { claudeCodeRecords } from './records.ts';

const HOSTILE = 'a\u001B[2J\u009B31mb\u202Ec\u200Bd\u0085e\u2028f\u0007';
const INVISIBLE = /(?!\n)\p{Cc}|[\u200b-\u200f\u2028-\u202e]/u;

const COMMANDS = [
  ['where'],
  ['trust'],
  ['sessions'],
  ['status'],
  ['update'],
  ['prepare'],
  ['show'],
  ['show', '--list'],
  ['show', '--evidence'],
  ['bootstrap'],
  ['bootstrap', '--format', 'script'],
  ['bootstrap', '--format', 'markdown'],
  ['config'],
  ['doctor'],
  ['show', '--manifest', `x${HOSTILE}`],
  ['prepare', '--transcript', `x${HOSTILE}`],
  ['prepare', '--session', `x${HOSTILE}`],
  ['config', 'set', `x${HOSTILE}`, 'y'],
  [`x${HOSTILE}`],
];

describe('a project, a home and arguments with characters that nobody sees', () => {
  const user = newcomer();
  const cwd = join(user.cwd, HOSTILE);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'recovery.config.yaml'), `verify: [${JSON.stringify(HOSTILE)}]\n`);
  const records = claudeCodeRecords(cwd, [
    { prompt: `Rename ${HOSTILE} please.`, command: `cat '${HOSTILE}'`, output: HOSTILE, reply: HOSTILE },
  ]);
  worked({ ...user, cwd }, 'claude-code', { id: 's', records });

  it.each(COMMANDS)('reach no terminal: %j', async (...words) => {
    const { out, err } = await user.type(...words, '-C', cwd);
    expect(`${out}${err}`).not.toBe('');
    expect(`${out}${err}`).not.toMatch(INVISIBLE);
  });

  it.each(COMMANDS)('are escaped in JSON: %j', async (...words) => {
    const { out, err } = await user.type(...words, '-C', cwd, '--json');
    expect(`${out}${err}`).not.toMatch(INVISIBLE);
    expect(() => JSON.parse(out) as unknown).not.toThrow();
  });

  it('are exact in JSON once it is read', async () => {
    expect(await user.json('where', '-C', cwd)).toMatchObject({ project_root: realpathSync(cwd) });
  });
});
