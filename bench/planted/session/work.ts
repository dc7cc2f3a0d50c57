import type { Random } from '../random.ts';
import type { Project } from './projects.ts';
import type { SessionWriter } from './writer.ts';

const TESTS = ['keeps the order', 'rounds at the border', 'survives a restart', 'handles an empty list'];

/** One turn of ordinary work: a prompt, some reading and searching, an edit, a test run, a reply. */
export function workTurn(session: SessionWriter, project: Project, random: Random): void {
  const module = random.pick(project.modules);
  const thing = random.pick(project.things);
  const verb = random.pick(project.verbs);
  session.prompt(random.pick(prompts(module, thing, verb)));
  session.reply(random.pick(openings(module, thing)));
  workSteps(session, { project, random, module });
  session.reply(random.pick(endings(module, thing, verb)));
  session.endTurn();
}

/** What an agent does between two replies. */
function workSteps(
  session: SessionWriter,
  { project, random, module }: { project: Project; random: Random; module: string },
): void {
  const path = (): string =>
    `${random.pick(project.folders)}/${random.pick(project.modules)}.${project.extension}`;
  const edited = path();
  session.search(`${random.pick(project.verbs)}${random.pick(project.things)}`, hits(path, project, random));
  for (let file = 1 + random.below(3); file > 0; file--) session.read(path(), source(project, random));
  session.read(edited, source(project, random));
  session.edit(edited);
  if (random.below(3) === 0) {
    session.run(project.testCommand(module), project.failed(random.pick(TESTS)), 1);
    session.edit(edited);
  }
  session.run(project.testCommand(module), project.passed(random));
  if (random.below(4) === 0) session.run('git status --short', ` M ${edited}`);
}

function source(project: Project, random: Random): string {
  const parts = 5 + random.below(8);
  return Array.from({ length: parts }, () =>
    project.code(random.pick(project.verbs), random.pick(project.things)),
  ).join('\n');
}

function hits(path: () => string, project: Project, random: Random): string {
  return Array.from({ length: 3 + random.below(12) }, () => {
    const [code = ''] = project.code(random.pick(project.verbs), random.pick(project.things)).split('\n');
    return `${path()}:${1 + random.below(300)}:${code}`;
  }).join('\n');
}

function prompts(module: string, thing: string, verb: string): readonly string[] {
  return [
    `The ${module} page takes a second to open. Have a look at what it does with each ${thing}.`,
    `Next: ${verb} for ${thing}, the way ${module} has it already.`,
    `go on`,
    `I think ${module} reads every ${thing} twice, can you check?`,
    `Looks good. Now ${module}, please.`,
    `Could you ${verb} the ${thing} list by date? It is in ${module} somewhere.`,
    `thanks! same thing for ${module}`,
    `A customer sees an old ${thing} after a reload, I suspect ${module}.`,
  ];
}

function openings(module: string, thing: string): readonly string[] {
  return [
    `I look at how ${module} gets its ${thing} first.`,
    `Let me search for the callers.`,
    `Reading ${module} now.`,
    `That is in the path that builds each ${thing}; I check it.`,
  ];
}

function endings(module: string, thing: string, verb: string): readonly string[] {
  return [
    `${module} now reads each ${thing} once. The tests of ${module} pass.`,
    `The ${thing} is sorted where it is read, so that ${module} stays as it was. Tests pass.`,
    `Done: ${module} can ${verb} a ${thing}. I added a test for the empty case.`,
    `It was the cache: the key left out the locale. Fixed in ${module}, and the test is green.`,
  ];
}
