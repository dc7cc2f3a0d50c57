import type { AnyAgentCase } from '../case.ts';
import { carried, failedApproach } from '../expectations.ts';
import { said } from '../session/steps.ts';

const FAILS =
  ' FAIL  test/lock.test.ts > two writers\nError: database is locked\n Tests  1 failed | 3 passed (4)';

export const APPROACHES: readonly AnyAgentCase[] = [
  {
    group: 'approaches',
    name: 'failed twice, and what replaced it',
    plant: (random) => {
      const [failed, instead] = [random.name(), random.name()];
      const said = random.pick([
        `Retrying with \`${failed}\` did not work: the lock is held by the same process. Instead I use \`${instead}\` around the write.`,
        `The \`${failed}\` approach fails again because two writers share a handle, so I drop it. I switch to \`${instead}\` instead.`,
      ]);
      return {
        steps: [
          {
            later: 0,
            write: (session) => {
              for (let attempt = 0; attempt < 2; attempt++) {
                session.reply(`I try \`${failed}\` for the lock.`);
                session.edit('src/lock.ts');
                session.run('npx vitest run test/lock.test.ts', FAILS, 1);
              }
              session.reply(said);
              session.edit('src/lock.ts');
              session.run('npx vitest run test/lock.test.ts', ' Tests  4 passed (4)');
            },
          },
        ],
        expect: [failedApproach(failed), carried(instead)],
      };
    },
  },
  {
    group: 'approaches',
    name: 'tried by the person before',
    plant: (random) => {
      const [failed, instead] = [random.name(), random.name()];
      return {
        steps: [
          said(
            0,
            `I already tried ${failed} for the import, it didn't work because it loads everything. Use ${instead} instead.`,
          ),
        ],
        expect: [carried(failed, instead)],
      };
    },
  },
];
