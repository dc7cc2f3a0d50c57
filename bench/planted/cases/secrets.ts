import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Expectation } from '../case.ts';
import { rule } from '../expectations.ts';
import { LOOK_ALIKES, SECRET_KINDS } from '../secret-kinds.ts';
import { said } from '../session/steps.ts';

/** Long enough that no other text holds it by chance; a secret that is cut short is a leak too. */
const PIECE_CHARS = 12;

/** Neither the secret nor its end nor its beginning is printed or kept in the home. */
function unseen(value: string): Expectation {
  const pieces = [value.slice(-PIECE_CHARS), value.slice(0, -4).slice(-PIECE_CHARS)];
  return ({ printed, place }) => {
    if (pieces.some((piece) => printed.includes(piece)))
      return 'expected the secret to be printed nowhere; it was';
    const leaks = readdirSync(place.home, { recursive: true, encoding: 'utf8' }).filter((name) => {
      if (name.endsWith('.jsonl')) return false;
      const path = join(place.home, name);
      return statSync(path).isFile() && pieces.some((piece) => readFileSync(path).includes(piece));
    });
    return leaks.length === 0 ? undefined : `expected the secret in no file; found in ${leaks.join(', ')}`;
  };
}

/** Each in words, in a command that works and in output that fails: all three are worth keeping. */
export const SECRETS: readonly Case[] = SECRET_KINDS.map(({ kind, make }) => ({
  group: 'secrets',
  name: `a secret: ${kind}`,
  plant: (random) => {
    const [value, shown] = make(random);
    const service = random.name();
    return {
      steps: [
        said(0, `Always call ${service} with ${shown} in tests.`),
        {
          later: 0.3,
          write: (session) => {
            session.run(`printf '%s' '${shown}' | npx call-service --to ${service}`, 'ok 200');
            session.run(
              `npx vitest run test/${service}.test.ts`,
              ` FAIL  test/${service}.test.ts > logs in\nError: refused ${shown}`,
              1,
            );
            session.read(`.env.${service}`, `# local\n${shown}\n`);
          },
        },
      ],
      expect: [unseen(value)],
    };
  },
}));

export const LOOK_ALIKE_RULES: readonly Case[] = LOOK_ALIKES.map(([kind, make]) => ({
  group: 'secrets',
  name: `a look-alike survives: ${kind}`,
  plant: (random) => {
    const value = make(random);
    const sentence = `Never change ${value} here.`;
    return {
      steps: [said(0, sentence)],
      expect: [
        rule(sentence),
        ({ lines }) =>
          lines.some(({ text }) => text.includes(value))
            ? undefined
            : `expected ${value} to the letter; not there`,
      ],
    };
  },
}));
