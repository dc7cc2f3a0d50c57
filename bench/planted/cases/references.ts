/** Ids that only the output of a tool names, and that no file of the repository holds. */
import type { AnyAgentCase } from '../case.ts';
import { carried } from '../expectations.ts';
import type { Random } from '../random.ts';
import { DIGITS, HEX } from '../random.ts';
import { ran } from '../session/steps.ts';

function reference(
  what: string,
  seen: (random: Random) => readonly [id: string, command: string, output: string],
): AnyAgentCase {
  return {
    group: 'references',
    name: `an id in the output of a tool: ${what}`,
    plant: (random) => {
      const [id, command, output] = seen(random);
      return { steps: [ran(0, command, output)], expect: [carried(id)] };
    },
  };
}

export const REFERENCES: readonly AnyAgentCase[] = [
  reference('a pull request', (random) => {
    const id = `https://git.example.test/acme/tools/pull/${random.port()}`;
    return [id, 'gh pr create --fill', `Creating pull request\n${id}`];
  }),
  reference('a ticket', (random) => {
    const id = `OPS-${random.text('123456789', 1)}${random.text(DIGITS, 4)}`;
    return [id, 'jira issue create --summary "Slow import"', `✓ Issue created ${id}`];
  }),
  reference('a deployment', (random) => {
    const id = `dpl_${random.text(HEX, 14)}`;
    return [id, 'deploy --staging', `Uploading 41 files\nDeployment ${id} is ready`];
  }),
  reference('a job', (random) => {
    const id = random.uuid();
    return [id, 'jobs submit reindex.yaml', `submitted job ${id} to the queue bulk`];
  }),
];
