/** Values that change while the session goes on: only the last one is current. */
import type { AnyAgentCase, Case } from '../case.ts';
import { replaced } from '../expectations.ts';
import { ran, said } from '../session/steps.ts';

export const SAID_VALUES: readonly AnyAgentCase[] = [
  {
    group: 'values',
    name: 'a port that the person moved',
    plant: (random) => {
      const [before, now] = [random.port(), random.port()];
      return {
        steps: [
          said(0, `The dev server listens on localhost:${before}.`),
          said(
            0.5,
            random.pick([
              `The dev server now listens on localhost:${now} instead of ${before}.`,
              `I moved the dev server, it is on localhost:${now} now.`,
            ]),
          ),
        ],
        expect: [replaced(before, now)],
      };
    },
  },
  {
    group: 'values',
    name: 'a port in the output of a server',
    plant: (random) => {
      const [before, now] = [random.port(), random.port()];
      return {
        steps: [
          ran(0, 'npm run preview', `preview: listening on http://localhost:${before}`),
          ran(0.5, 'npm run preview', `preview: listening on http://localhost:${now}`),
        ],
        expect: [replaced(before, now)],
      };
    },
  },
  {
    group: 'values',
    name: 'an address that moved',
    plant: (random) => {
      const [before, now] = [random.name(), random.name()];
      return {
        steps: [
          said(0, `Staging is https://${before}.example.test/api for now.`),
          said(
            0.5,
            `Staging moved from https://${before}.example.test/api to https://${now}.example.test/api.`,
          ),
        ],
        expect: [replaced(before, now)],
      };
    },
  },
];

export const REPOSITORY_VALUES: readonly Case[] = [
  {
    group: 'values',
    name: 'a branch',
    plant: (random) => {
      const [before, now] = [random.name(), random.name()];
      return {
        steps: [before, now].map((name, index) => ({
          later: index * 0.5,
          write: (session) => {
            session.run(`git switch -c feature/${name}`, `Switched to a new branch 'feature/${name}'`);
            session.branch = `feature/${name}`;
            session.reply('Switched.');
          },
        })),
        expect: [replaced(before, now)],
      };
    },
  },
  {
    group: 'values',
    name: 'a file that was renamed',
    plant: (random) => {
      const [before, now] = [random.name(), random.name()];
      return {
        steps: [
          { later: 0, write: (session) => session.edit(`src/${before}.ts`) },
          ran(0.5, `git mv src/${before}.ts src/${now}.ts`, ''),
          { later: 0.6, write: (session) => session.edit(`src/${now}.ts`) },
        ],
        expect: [replaced(`${before}.ts`, `${now}.ts`)],
      };
    },
  },
];
