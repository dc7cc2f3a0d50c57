import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expectation } from '../case.ts';
import { noRule, notOpen, openTask, rule } from '../expectations.ts';
import { recover, type Outcome } from '../outcome.ts';
import { HEX, type Random } from '../random.ts';
import { ClaudeCodeWriter } from '../session/claude-code.ts';
import { PROJECTS } from '../session/projects.ts';
import { workTurn } from '../session/work.ts';
import { USUAL_PLACE } from '../session/writer.ts';
import type { Scene, Stage } from './scene.ts';

const HOUR_MS = 3_600_000;
const SAME_ROUNDS = 20;

/** What the first session plants and what a later one changes. */
interface Story {
  begin: (session: ClaudeCodeWriter) => void;
  /** What the session of this round does behind the resume prompt. */
  goOn: (session: ClaudeCodeWriter, round: number) => void;
  /** What must hold of the manifest of this round. */
  expect: (round: number) => readonly Expectation[];
}

/** Each session begins with the resume prompt of the one before. Nothing pinned is lost, nothing ended comes back. */
export const CHAINS: readonly Scene[] = [
  chain('a chain of 5 recoveries that do nothing new', 5, idle),
  chain('a chain of 20 recoveries that do nothing new', 20, idle),
  chain('a chain of 5 recoveries with work, a new rule, a lifted one and a finished task', 5, working),
  chain('a chain of 20 recoveries with work, a new rule, a lifted one and a finished task', 20, working),
];

function chain(name: string, length: number, tell: (random: Random) => Story): Scene {
  return {
    group: 'chains',
    name,
    play: async (stage) => {
      const story = tell(stage.random);
      const problems: string[] = [];
      let prompt: string | undefined;
      let transcript = '';
      for (let round = 0; round <= length; round++) {
        transcript = sessionOf(stage, { story, prompt, round });
        const outcome = await recover(stage.command, transcript, stage.place);
        if (typeof outcome === 'string') return [...problems, `recovery ${round}: ${outcome}`];
        problems.push(
          ...wrong(outcome, story.expect(round)).map((problem) => `recovery ${round}: ${problem}`),
        );
        prompt = outcome.prompt;
      }
      return [...problems, ...(await sameAgain(stage, transcript))];
    },
  };
}

function wrong(outcome: Outcome, expected: readonly Expectation[]): string[] {
  return expected.flatMap((expectation) => expectation(outcome) ?? []);
}

function sessionOf(
  { place, random }: Stage,
  { story, prompt, round }: { story: Story; prompt: string | undefined; round: number },
): string {
  const sessionId = `${random.text(HEX, 8)}-2b58-4f0e-9a65-${String(round).padStart(12, '0')}`;
  const startedAtMs = USUAL_PLACE.startedAtMs + round * HOUR_MS;
  const session = new ClaudeCodeWriter({ sessionId, place: { ...USUAL_PLACE, cwd: place.cwd, startedAtMs } });
  if (prompt === undefined) story.begin(session);
  else {
    session.prompt(prompt);
    session.reply('I resume this session.');
    story.goOn(session, round);
  }
  const path = join(place.home, `${sessionId}.jsonl`);
  writeFileSync(path, session.toText());
  return path;
}

async function sameAgain({ command, place }: Stage, transcript: string): Promise<string[]> {
  const out = join(place.home, 'manifest.json');
  const before = readFileSync(out);
  for (let round = 1; round <= SAME_ROUNDS; round++) {
    const { status } = await command(
      ['prepare', '--transcript', transcript, '--offline', '--out', out],
      place,
    );
    if (status !== 0 || !readFileSync(out).equals(before))
      return [`expected the same bytes when nothing is new; found others the ${round}. time`];
  }
  return [];
}

interface Beginning extends Pick<Story, 'begin'> {
  always: readonly Expectation[];
  /** A task that is open and a rule that holds until a later session ends them. */
  task: { subject: string; name: string };
  kept: { sentence: string; folder: string };
}

/** Close to the 700 bytes of rules that are promised. */
function rulesOf(random: Random): (readonly [sentence: string, value: string])[] {
  const names = Array.from({ length: 6 }, () => random.name());
  const [bucket = '', ports = '', branch = '', header = '', table = '', service = ''] = names;
  return [
    [`Never write into the bucket ${bucket}, billing reads it every night.`, bucket],
    [`Always ask before you change ports/${ports}.yaml.`, `ports/${ports}.yaml`],
    [`Nunca subas cambios a la rama ${branch} sin preguntar.`, branch],
    [`Every call must carry the header X-Trace-${header}.`, `X-Trace-${header}`],
    [`请不要修改 ${table} 这个表。`, table],
    [`Make sure that ${service} answers within 250 ms.`, service],
  ];
}

function beginning(random: Random): Beginning {
  const rules = rulesOf(random);
  const [lifted, folder, open, done, deleted, refused] = Array.from({ length: 6 }, () => random.name());
  const reason = `not in ${refused}, it is frozen`;
  const sentence = `Don't touch the folder archive/${folder}.`;
  return {
    task: { subject: `Sort the list of ${open}`, name: open ?? '' },
    kept: { sentence, folder: `archive/${folder}` },
    begin: (session) => {
      session.prompt(`We improve the export. ${rules.map(([rule]) => rule).join('\n')}`);
      for (const name of [open, done, deleted]) session.taskCreate(`Sort the list of ${name}`);
      session.taskUpdate('2', { status: 'completed' });
      session.taskUpdate('3', { status: 'deleted' });
      session.prompt(`${sentence} Never restart ${lifted}.`);
      session.refused(
        'Edit',
        { file_path: `/home/dev/project/${refused}/index.ts`, old_string: 'a', new_string: 'b' },
        reason,
      );
      workTurn(session, random.pick(PROJECTS), random);
      session.prompt(`You may restart ${lifted} again now.`);
      workTurn(session, random.pick(PROJECTS), random);
    },
    always: [
      ...rules.map(([words, value]) => rule(words, value)),
      rule(reason, refused ?? ''),
      noRule(lifted ?? ''),
      notOpen(done ?? ''),
      notOpen(deleted ?? ''),
    ],
  };
}

function idle(random: Random): Story {
  const { begin, always, task, kept } = beginning(random);
  return {
    begin,
    goOn: () => undefined,
    expect: () => [...always, rule(kept.sentence, kept.folder), openTask(task.subject)],
  };
}

/** In the first rounds the session sets a rule, lifts one and finishes the open task; later ones only work. */
function working(random: Random): Story {
  const { begin, always, task, kept } = beginning(random);
  const mirror = random.name();
  const added = `From now on, never use the mirror ${mirror}.`;
  return {
    begin,
    goOn: (session, round) => {
      if (round === 1) session.prompt(added);
      if (round === 2)
        session.prompt(`Forget about ${kept.folder}, you can touch the folder ${kept.folder} now.`);
      if (round === 3) session.taskUpdate(session.taskCreate(task.subject), { status: 'completed' });
      workTurn(session, random.pick(PROJECTS), random);
    },
    expect: (round) => [
      ...always,
      ...(round >= 1 ? [rule(added, mirror)] : []),
      round >= 2 ? noRule(kept.folder) : rule(kept.sentence, kept.folder),
      round >= 3 ? notOpen(task.name) : openTask(task.subject),
    ],
  };
}
