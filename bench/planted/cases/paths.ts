import type { Case, Expectation } from '../case.ts';
import { rule } from '../expectations.ts';
import { said } from '../session/steps.ts';

/** A file stands in the manifest by its folder and name, with either kind of slash, and once. */
function file(path: string): Expectation {
  return ({ lines }) => {
    const files = lines
      .filter(({ section }) => section.endsWith('files'))
      .map(({ text }) => text.replaceAll('\\', '/'));
    const found = files.filter(
      (text) => text === path || text.endsWith(`/${path}`) || path.endsWith(`/${text}`),
    );
    return found.length === 1
      ? undefined
      : `expected ${path} once among the files; found ${JSON.stringify(files)}`;
  };
}

function edited(name: string, path: (random: string) => string, shown: (random: string) => string): Case {
  return {
    group: 'paths',
    name,
    plant: (random) => {
      const stem = random.name();
      const edit = { write: (session: { edit: (path: string) => void }) => session.edit(path(stem)) };
      return { steps: [0, 0.5, 1].map((later) => ({ later, ...edit })), expect: [file(shown(stem))] };
    },
  };
}

export const WINDOWS: readonly Case[] = [
  edited(
    'a file by its Windows path',
    (name) => `C:\\Users\\dev\\shop\\src\\api\\${name}.ts`,
    (name) => `src/api/${name}.ts`,
  ),
  {
    group: 'paths',
    name: 'a rule about a Windows path',
    plant: (random) => {
      const name = random.name();
      const sentence = `Never write into D:\\builds\\${name}\\out, the nightly job owns it.`;
      return { steps: [said(0, sentence)], expect: [rule(sentence, `D:\\builds\\${name}\\out`)] };
    },
  },
];

export const WORKTREE: readonly Case[] = [
  edited(
    'a file in a worktree',
    (name) => `src/api/${name}.ts`,
    (name) => `src/api/${name}.ts`,
  ),
  edited(
    'a file in a worktree, by its whole path',
    (name) => `/home/dev/shop/.worktrees/refunds/lib/${name}.ts`,
    (name) => `lib/${name}.ts`,
  ),
];
