/** Rules in places where they are easily missed, and what only looks like a rule of the user. */
import type { Case } from '../case.ts';
import { noRule, rule } from '../expectations.ts';
import { replied, said } from '../session/steps.ts';

const LOG_LINES = Array.from(
  { length: 90 },
  (_, index) =>
    `2026-03-02T08:${String(index % 60).padStart(2, '0')}:14.220Z INFO worker ${index} took job ${index * 17} from the queue`,
);
const GUIDE = Array.from(
  { length: 40 },
  (_, index) =>
    `${index + 1}. Section ${index + 1} describes how a visit is stored and shown to the guide on shift ${index * 3}.`,
);

function queuedRule(how: 'operation' | 'attachment', words: (name: string) => string): Case {
  return {
    group: 'constraints',
    name: `a rule in a queued prompt (${how})`,
    plant: (random) => {
      const name = random.name();
      const sentence = words(name);
      return {
        steps: [{ later: 0, write: (session) => session.queued(sentence, how) }],
        expect: [rule(sentence, name)],
      };
    },
  };
}

export const RULE_PLACES: readonly Case[] = [
  {
    group: 'constraints',
    name: 'a rule behind a long paste',
    plant: (random) => {
      const name = random.name();
      const sentence = `Never delete jobs of the queue ${name} while you look into this.`;
      return {
        steps: [said(0, `This is from last night:\n\n${LOG_LINES.join('\n')}\n\n${sentence}`)],
        expect: [rule(sentence, name)],
      };
    },
  },
  {
    group: 'constraints',
    name: 'a rule within a long paste',
    plant: (random) => {
      const name = random.name();
      const sentence = `Never change the columns of the table ${name} by hand.`;
      const guide = GUIDE.with(20, sentence);
      return {
        steps: [said(0, `Our team's guide, please follow it:\n\n${guide.join('\n')}`)],
        expect: [rule(sentence, name)],
      };
    },
  },
  queuedRule('operation', (name) => `use the queue ${name} nowhere, it is being shut down`),
  queuedRule('attachment', (name) => `and do not deploy ${name} before Monday`),
  {
    group: 'constraints',
    name: 'a rejected tool call with its reason',
    plant: (random) => {
      const [name, instead] = [random.name(), random.name()];
      const reason = random.pick([
        `not in ${name}, put it into lib/${instead}.ts`,
        `leave ${name} alone, wrap it in lib/${instead}.ts`,
      ]);
      const input = { file_path: `/home/dev/project/${name}/index.ts`, old_string: 'a', new_string: 'b' };
      return {
        steps: [{ later: 0, write: (session) => session.refused('Edit', input, reason) }],
        expect: [rule(reason, name, `lib/${instead}.ts`)],
      };
    },
  },
  {
    group: 'constraints',
    name: "the assistant's own precaution is no rule of the user",
    plant: (random) => {
      const name = random.name();
      const precaution = random.pick([
        `I will never touch ${name} without a backup, and I always dump it first.`,
        `To be safe: do not run anything against ${name}. I must only read it.`,
      ]);
      return { steps: [replied(0, precaution)], expect: [noRule(name)] };
    },
  },
  {
    group: 'constraints',
    name: 'a report of the person is no rule',
    plant: (random) => {
      const name = random.name();
      const report = random.pick([
        `The hook ${name} never fires, the log is always empty.`,
        `It looks as if ${name} only runs on Mondays and does not retry.`,
      ]);
      return { steps: [said(0, report)], expect: [noRule(name)] };
    },
  },
];
