import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noRule, openTask, rule } from '../expectations.ts';
import { recover } from '../outcome.ts';
import { ALPHANUMERIC, type Random } from '../random.ts';
import { ClaudeCodeWriter } from '../session/claude-code.ts';
import { PROJECTS } from '../session/projects.ts';
import { workTurn } from '../session/work.ts';
import { sizes } from './budget.ts';
import type { Scene } from './scene.ts';

const HUGE_LINE = 60_000_000;
const IMAGE_CHARS = 2_000_000;

interface Damage {
  name: string;
  isLarge?: boolean;
  /** Written between the two rules. */
  within?: (session: ClaudeCodeWriter, random: Random) => void;
  /** Done to the whole transcript. */
  whole?: (text: string) => string | Buffer;
}

const DAMAGES: readonly Damage[] = [
  {
    name: 'the last line is torn',
    whole: (text) => text.slice(0, -1) + `\n{"type":"user","message":{"role":"us`,
  },
  {
    name: 'the last line is torn within a letter',
    whole: (text) =>
      Buffer.concat([Buffer.from(`${text}{"type":"user","x":"`), Buffer.from('鱼').subarray(0, 2)]),
  },
  {
    name: 'a line of 60 MB',
    isLarge: true,
    within: (session) => session.run('cat dump.sql', 'x'.repeat(HUGE_LINE)),
  },
  { name: 'images as base64', within: image },
  { name: 'every record twice', whole: (text) => text + text },
  { name: 'lines of NULs', within: (session) => session.raw('\0'.repeat(4096)) },
  {
    name: 'NULs within lines',
    within: (session) => session.raw(`{"type":"user",${'\0'.repeat(40)}"message":{}}`),
  },
  {
    name: 'lines that are cut',
    within: (session) => ['{"type":"assistant","mess', '"}]}}', '[', ''].forEach((line) => session.raw(line)),
  },
  {
    name: 'letters that are no UTF-8',
    whole: (text) =>
      Buffer.concat([
        Buffer.from(text),
        Buffer.from([0xff, 0xfe, 0x80, 10, 0xc3, 0x28, 10]),
        Buffer.from(text.slice(0, 90)),
      ]),
  },
  { name: 'ends of lines as Windows writes them', whole: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'a mark of the byte order in front', whole: (text) => `\uFEFF${text}` },
  {
    name: 'records that are no objects, or of unknown types',
    within: (session) =>
      [
        'null',
        '17',
        '"text"',
        '[1,2]',
        '{"type":"beam","message":7}',
        '{"type":"user","message":{"content":{"a":1}}}',
      ].forEach((line) => session.raw(line)),
  },
  { name: 'ids of calls that repeat', within: (session) => repeatedCalls(session) },
];

function image(session: ClaudeCodeWriter, random: Random): void {
  const data = random.text(ALPHANUMERIC, 1000).repeat(IMAGE_CHARS / 1000);
  const source = { type: 'base64', media_type: 'image/png', data };
  session.user(
    [
      { type: 'text', text: 'It looks like this' },
      { type: 'image', source },
    ],
    100,
  );
  session.reply('I see.');
}

function repeatedCalls(session: ClaudeCodeWriter): void {
  for (let round = 0; round < 3; round++) {
    const message = {
      id: 'msg_same',
      role: 'assistant',
      content: [{ type: 'tool_use', id: 'toolu_same', name: 'Bash', input: { command: 'npm test' } }],
    };
    session.record('assistant', { message });
    session.user([{ type: 'tool_result', tool_use_id: 'toolu_same', content: '4 passed' }], 8);
  }
}

/** Two rules and a task, one of them behind the damage, all of which must survive it. */
export const MALFORMED: readonly Scene[] = [
  ...DAMAGES.map(({ name, isLarge = false, within, whole = (text) => text }): Scene => ({
    group: 'malformed',
    name,
    isLarge,
    play: async ({ command, place, random }) => {
      const [first, second, third] = [random.name(), random.name(), random.name()];
      const session = new ClaudeCodeWriter();
      const work = (): void => workTurn(session, random.pick(PROJECTS), random);
      session.prompt(`Never rename the topic ${first}.`);
      session.taskCreate(`Compress the topic ${third}`);
      work();
      within?.(session, random);
      work();
      session.prompt(`Always ask before you purge ${second}.`);
      work();
      const transcript = join(place.home, 'session.jsonl');
      writeFileSync(transcript, whole(session.toText()));
      const outcome = await recover(command, transcript, place);
      if (typeof outcome === 'string') return [outcome];
      const expected = [
        rule(`Never rename the topic ${first}.`, first),
        rule(`Always ask before you purge ${second}.`, second),
        openTask(`Compress the topic ${third}`),
      ];
      return [...expected.flatMap((expectation) => expectation(outcome) ?? []), ...sizes(outcome)];
    },
  })),
  {
    group: 'malformed',
    name: 'a part that was rewound',
    play: async ({ command, place, random }) => {
      const [kept, dropped] = [random.name(), random.name()];
      const session = new ClaudeCodeWriter();
      const work = (): void => workTurn(session, random.pick(PROJECTS), random);
      work();
      const fork = session.parent;
      session.prompt(`Never deploy ${dropped} by hand.`);
      work();
      session.parent = fork;
      session.prompt(`Never deploy ${kept} by hand.`);
      work();
      const transcript = join(place.home, 'session.jsonl');
      writeFileSync(transcript, session.toText());
      const outcome = await recover(command, transcript, place);
      if (typeof outcome === 'string') return [outcome];
      return [rule(`Never deploy ${kept} by hand.`, kept), noRule(dropped)].flatMap(
        (expectation) => expectation(outcome) ?? [],
      );
    },
  },
];
