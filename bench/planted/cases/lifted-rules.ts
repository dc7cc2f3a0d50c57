/** Rules that a person takes back later, each in other words; a rule beside them must stay. */
import type { AnyAgentCase } from '../case.ts';
import { noRule, rule } from '../expectations.ts';
import { said } from '../session/steps.ts';

type Pair = (name: string) => readonly [rule: string, lifting: string];

const LIFTED: readonly (readonly [string, Pair])[] = [
  [
    'forget about',
    (name) => [`Never write to the bucket ${name}.`, `Forget about the bucket ${name}, you can write to it.`],
  ],
  [
    'you may again',
    (name) => [
      `Don't restart the worker ${name} during the day.`,
      `You may restart the worker ${name} again now.`,
    ],
  ],
  [
    'no longer holds',
    (name) => [
      `Always ask before you deploy ${name}.`,
      `The rule that you ask before you deploy ${name} no longer holds.`,
    ],
  ],
  [
    'changed my mind',
    (name) => [
      `We only use ${name} for search.`,
      `I changed my mind, we don't need to use only ${name} for search any more.`,
    ],
  ],
  [
    'it is fine now',
    (name) => [`You must not edit the chart ${name}.`, `It's fine to edit the chart ${name} now.`],
  ],
  ['Chinese', (name) => [`请不要重启服务 ${name} 。`, `现在可以重启服务 ${name} 了。`]],
  [
    'German',
    (name) => [
      `Bitte niemals den Dienst ${name} neu starten.`,
      `Du darfst den Dienst ${name} jetzt wieder neu starten.`,
    ],
  ],
];

export const LIFTED_RULES: readonly AnyAgentCase[] = [
  ...LIFTED.map(([words, pair]): AnyAgentCase => ({
    group: 'constraints',
    name: `a rule lifted later: ${words}`,
    plant: (random) => {
      const name = random.name();
      const [sentence, lifting] = pair(name);
      return { steps: [said(0, sentence), said(0.5, lifting)], expect: [noRule(name)] };
    },
  })),
  ...(
    [
      ['nowhere', (name) => `Use the queue ${name} nowhere, it is being shut down.`],
      ['always', (name) => `Always ask me before you reindex ${name}.`],
    ] satisfies [string, (name: string) => string][]
  ).map(([words, sentence]): AnyAgentCase => ({
    group: 'constraints',
    name: `two rules alike about different things both stay: ${words}`,
    plant: (random) => {
      const names = [random.name(), random.name()];
      return {
        steps: names.map((name, index) => said(index * 0.5, sentence(name))),
        expect: names.map((name) => rule(sentence(name), name)),
      };
    },
  })),
  {
    group: 'constraints',
    name: 'a rule beside lifted ones stays',
    plant: (random) => {
      const name = random.name();
      const sentence = `Never print customer names into logs/${name}.`;
      return { steps: [said(0, sentence)], expect: [rule(sentence, `logs/${name}`)] };
    },
  },
];
