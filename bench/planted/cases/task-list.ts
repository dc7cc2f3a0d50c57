/** A task list that changes, kept with either of the agent's two kinds of tools, and a request in parts. */
import type { Case, Plant } from '../case.ts';
import { notOpen, openPart, openTask } from '../expectations.ts';
import type { Random } from '../random.ts';
import type { ClaudeCodeWriter } from '../session/claude-code.ts';
import { said } from '../session/steps.ts';

type Change = (session: ClaudeCodeWriter, id: string, name: string) => void;

function task(what: string, changes: readonly Change[], isOpen: boolean): Case {
  return {
    group: 'tasks',
    name: `a task of the list: ${what}`,
    plant: (random) => {
      const name = random.name();
      const subject = random.pick([
        `Show the price of ${name} in the basket`,
        `Send a mail when ${name} is late`,
        `Move ${name} to the new client`,
      ]);
      let id = '';
      return {
        steps: [
          { later: 0, write: (session) => (id = session.taskCreate(subject)) },
          ...changes.map((change, index) => ({
            later: (index + 1) / (changes.length + 1),
            write: (session: ClaudeCodeWriter) => change(session, id, name),
          })),
        ],
        expect: [isOpen ? openTask(subject) : notOpen(name)],
      };
    },
  };
}

const status =
  (to: string): Change =>
  (session, id) =>
    session.taskUpdate(id, { status: to });

export const TASK_LIST: readonly Case[] = [
  task('never begun', [], true),
  task('in progress', [status('in_progress')], true),
  task('done', [status('in_progress'), status('completed')], false),
  task('done and reopened', [status('completed'), status('in_progress')], true),
  task('deleted', [status('deleted')], false),
  {
    group: 'tasks',
    name: 'a task of the list: renamed',
    plant: (random) => {
      const [before, after] = [random.name(), random.name()];
      let id = '';
      return {
        steps: [
          { later: 0, write: (session) => (id = session.taskCreate(`Import the stock of ${before}`)) },
          {
            later: 0.5,
            write: (session) => session.taskUpdate(id, { subject: `Import the orders of ${after}` }),
          },
        ],
        expect: [openTask(`Import the orders of ${after}`), notOpen(before)],
      };
    },
  },
];

export const TODO_LIST: readonly Case[] = [
  {
    group: 'tasks',
    name: 'a list written anew each time: renamed, done, reopened, dropped',
    plant: todoList,
  },
];

function todoList(random: Random): Plant<ClaudeCodeWriter> {
  const [renamed, done, reopened, dropped, added] = Array.from({ length: 5 }, () => random.name());
  const write = (session: ClaudeCodeWriter, items: readonly [string, string][]): void =>
    session.todoWrite(items.map(([content, status]) => ({ content, status })));
  return {
    steps: [
      {
        later: 0,
        write: (session) =>
          write(session, [
            [`Draw the chart of ${dropped}`, 'pending'],
            [`Count the visits of ${done}`, 'in_progress'],
            [`Print the label of ${reopened}`, 'completed'],
          ]),
      },
      {
        later: 0.5,
        write: (session) =>
          write(session, [
            [`Count the visits of ${done}`, 'completed'],
            [`Print the label of ${reopened}`, 'pending'],
            [`Check the border of ${renamed}`, 'in_progress'],
            [`Translate the page of ${added}`, 'pending'],
          ]),
      },
    ],
    expect: [
      openTask(`Print the label of ${reopened}`),
      openTask(`Check the border of ${renamed}`),
      openTask(`Translate the page of ${added}`),
      notOpen(done ?? ''),
      notOpen(dropped ?? ''),
    ],
  };
}

interface List {
  how: string;
  of: (parts: readonly string[]) => string;
  /** Whether the person asks for the rest at the end, or for other things only. */
  isRemembered: boolean;
}

const numbered = (parts: readonly string[]): string =>
  parts.map((part, index) => `${index + 1}. ${part}`).join('\n');
const dashes = (parts: readonly string[]): string => parts.map((part) => `- ${part}`).join('\n');
const LISTS: readonly List[] = [
  { how: 'numbered, remembered at the end', of: numbered, isRemembered: true },
  { how: 'with dashes, remembered at the end', of: dashes, isRemembered: true },
  { how: 'numbered, then other requests', of: numbered, isRemembered: false },
];

/** Each in a session of its own: two requests in parts would blur which one is meant. */
export const REQUESTS_IN_PARTS: readonly Case[] = LISTS.map(({ how, of, isRemembered }) => ({
  group: 'tasks',
  name: `a request with four parts, two done (${how})`,
  plant: (random) => {
    const [a, b, c, d] = Array.from({ length: 4 }, () => random.name());
    const parts = [
      `add an endpoint for ${a} in src/${a}.ts`,
      `validate the input of ${b} in src/${b}.ts`,
      `write the page for ${c} in src/${c}.ts`,
      `document ${d} in docs/${d}.md`,
    ];
    return {
      steps: [
        {
          later: 0,
          write: (session) => {
            session.prompt(`Please do these four things:\n${of(parts)}`);
            session.reply('I begin with the first.');
            for (const name of [a, b]) {
              session.edit(`src/${name}.ts`);
              session.run(`npx vitest run test/${name}.test.ts`, ' Tests  4 passed (4)');
            }
            session.reply(
              `The endpoint for ${a} is done in src/${a}.ts, and the input of ${b} is validated in src/${b}.ts.`,
            );
            session.run(
              `git commit -am "Add the endpoint for ${a}, validate the input of ${b}"`,
              '[main 4f2c9e1] Add',
            );
          },
        },
        ...(isRemembered ? [said(1, 'now the rest of the four things, please')] : []),
      ],
      expect: [openPart(c ?? ''), openPart(d ?? ''), notOpen(a ?? ''), notOpen(b ?? '')],
    };
  },
}));
