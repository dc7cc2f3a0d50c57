import type { Case } from '../case.ts';
import { decision, replaced } from '../expectations.ts';
import { said } from '../session/steps.ts';

export const DECISIONS: readonly Case[] = [
  {
    group: 'decisions',
    name: 'an answer to a question of the agent',
    plant: (random) => {
      const [taken, other] = [random.name(), random.name()];
      return {
        steps: [
          {
            later: 0,
            write: (session) => session.asked('Which store should hold the sessions?', taken, [other]),
          },
        ],
        expect: [decision(taken)],
      };
    },
  },
  {
    group: 'decisions',
    name: "the person's choice",
    plant: (random) => {
      const name = random.name();
      const words = random.pick([
        `Let's go with ${name} for the search index.`,
        `We use ${name} as the search index, decided.`,
      ]);
      return { steps: [said(0, words)], expect: [decision(name)] };
    },
  },
  {
    group: 'decisions',
    name: "the agent's choice with its reason",
    plant: (random) => {
      const name = random.name();
      const reply = `I decided to keep the deadline in the column ${name} instead of a second table, so that one update is enough.`;
      return { steps: [{ later: 0, write: (session) => session.reply(reply) }], expect: [decision(name)] };
    },
  },
  {
    group: 'decisions',
    name: 'reversed once',
    plant: (random) => {
      const [first, second] = [random.name(), random.name()];
      return {
        steps: [
          said(0, `Let's use ${first} as the mail provider.`),
          said(
            0.4,
            random.pick([
              `Actually, use ${second} as the mail provider instead of ${first}.`,
              `Scrap that, we take ${second} as the mail provider, not ${first}.`,
            ]),
          ),
        ],
        expect: [decision(second), replaced(first, second)],
      };
    },
  },
  {
    group: 'decisions',
    name: 'reversed twice, back to the first',
    plant: (random) => {
      const [first, second] = [random.name(), random.name()];
      return {
        steps: [
          said(0, `Let's use ${first} as the template engine.`),
          said(0.3, `Actually, let's use ${second} as the template engine.`),
          said(0.6, `On second thought, let's go back to ${first} as the template engine.`),
        ],
        expect: [decision(first), replaced(second, first)],
      };
    },
  },
  {
    group: 'decisions',
    name: 'reversed twice by answers to the same question',
    plant: (random) => {
      const names = [random.name(), random.name(), random.name()] as const;
      return {
        steps: names.map((name, index) => ({
          later: index * 0.3,
          write: (session) =>
            session.asked(
              'Where should the cache live?',
              name,
              names.filter((other) => other !== name),
            ),
        })),
        expect: [decision(names[2]), replaced(names[1], names[2]), replaced(names[0], names[2])],
      };
    },
  },
];
