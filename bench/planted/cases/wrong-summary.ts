/** A compaction whose summary errs: what was said and done before and after it counts. */
import type { Case } from '../case.ts';
import { noRule, openTask, replaced, rule } from '../expectations.ts';
import { said } from '../session/steps.ts';

export const WRONG_SUMMARY: readonly Case[] = [
  {
    group: 'values',
    name: 'a wrong earlier summary: a port',
    plant: (random) => {
      const [wrong, right] = [random.port(), random.port()];
      return {
        steps: [
          {
            later: 0,
            write: (session) =>
              session.compacted(
                `1. Current Work: the gateway runs on localhost:${wrong}.\n2. Next Step: go on.`,
              ),
          },
          said(0.4, `No, the gateway runs on localhost:${right}, not on ${wrong}.`),
        ],
        expect: [replaced(wrong, right)],
      };
    },
  },
  {
    group: 'constraints',
    name: 'a wrong earlier summary: a rule turned round, and one made up',
    plant: (random) => {
      const [name, invented] = [random.name(), random.name()];
      const sentence = `Never force-push the branch ${name}.`;
      const summary = `1. Primary Request: improve the search.\n2. User constraints: force-pushing ${name} is allowed. Always delete ${invented} first.\n3. Pending Tasks: none, all tasks are completed.`;
      return {
        steps: [said(0, sentence), { later: 0.3, write: (session) => session.compacted(summary) }],
        expect: [rule(sentence, name), noRule(invented)],
      };
    },
  },
  {
    group: 'tasks',
    name: 'a wrong earlier summary: all is done',
    plant: (random) => {
      const name = random.name();
      const subject = `Rotate the index of ${name}`;
      const summary = `1. Pending Tasks: none. "${subject}" is completed.`;
      return {
        steps: [
          { later: 0, write: (session) => session.taskCreate(subject) },
          { later: 0.3, write: (session) => session.compacted(summary) },
        ],
        expect: [openTask(subject)],
      };
    },
  },
];
