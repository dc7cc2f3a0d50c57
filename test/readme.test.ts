import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { newcomer } from './cli/newcomer.ts';

const PATH = new URL('../README.md', import.meta.url);
const BLOCK = /(?<=^```\n)\$ recovery prepare [\s\S]*?\n(?=```$)/m;

/** What differs from run to run: times, and the part of the project's name that is made of its temporary path. */
function masked(text: string): string {
  return text
    .replace(/^( {2}time +).*$/m, '$1TIME')
    .replace(/(projects\/parcel-tracker-)[0-9a-z]{8}\//, '$1HASH/');
}

/** `UPDATE_README=1 npx vitest run test/readme.test.ts` writes it anew. */
it('shows in README.md what the demo really prints for `recovery prepare`', async () => {
  const { steps } = (await newcomer().json('demo')) as unknown as {
    steps: { command: string; output: string }[];
  };
  const step = steps.find(({ command }) => command.startsWith('recovery prepare'));
  const printed = `$ ${step?.command}\n${step?.output}`;
  const readme = readFileSync(PATH, 'utf8');
  if (process.env['UPDATE_README'])
    writeFileSync(
      PATH,
      readme.replace(BLOCK, () => printed),
    );
  expect(masked(BLOCK.exec(readFileSync(PATH, 'utf8'))?.[0] ?? '')).toBe(masked(printed));
});

it('names in README.md only commands that there are', async () => {
  const readme = readFileSync(PATH, 'utf8');
  const { out } = await newcomer().type('--help');
  const named = [...readme.matchAll(/(?:npx|\$|`|^ {4})\s*recovery ([a-z]+)/gm)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});
