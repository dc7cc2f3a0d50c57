import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RecoveryError } from '../../errors.ts';
import { defineCommand, type Context } from '../command.ts';
import { run } from '../run.ts';

export const demo = defineCommand({
  details:
    'Works in a temporary directory with a home of its own: a session of an imaginary project ends, its manifest is made,\n' +
    'somebody changes the repository, and the next session is told what it needs. --keep leaves the directory for a look.',
  options: { keep: { type: 'boolean', description: 'do not remove the temporary directory' } },
  examples: ['recovery demo', 'recovery demo --keep'],
  async run({ options, context }) {
    const folder = mkdtempSync(join(tmpdir(), 'recovery-demo-'));
    try {
      const steps = await play(folder, context, { quiet: options.json === true });
      if (options.json)
        context.print(`${JSON.stringify({ folder: options.keep ? folder : undefined, steps })}\n`);
      else if (options.keep) context.print(`\nKept in ${folder}\n`);
      return steps.every(({ exitCode }) => exitCode !== 2) ? 0 : 2;
    } finally {
      if (!options.keep) rmSync(folder, { recursive: true, force: true });
    }
  },
});

interface DemoStep {
  command: string;
  exitCode: number;
  output: string;
}

/** Where the bundled session lies: beside the built command, or in the source tree. */
function bundledSession(): string {
  const places = [
    '../demo/parcel-tracker.jsonl',
    '../../test/fixtures/claude-code/parcel-tracker.jsonl',
    '../../../test/fixtures/claude-code/parcel-tracker.jsonl',
  ];
  const found = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new RecoveryError('transcript-unreadable', 'The bundled session is missing from this installation.', {
    hint: 'Install the package again.',
  });
}

async function play(folder: string, outer: Context, { quiet }: { quiet: boolean }): Promise<DemoStep[]> {
  const project = join(folder, 'parcel-tracker');
  const home = join(folder, 'home');
  mkdirSync(home);
  const transcript = join(home, 'parcel-tracker.jsonl');
  cpSync(bundledSession(), transcript);
  makeProject(project);
  const environment = { PATH: outer.environment['PATH'], HOME: home, RECOVERY_HOME: join(home, 'recovery') };
  const steps: DemoStep[] = [];
  const show = async (title: string, words: string[]): Promise<void> => {
    let output = '';
    const add = (text: string): void => {
      output += text;
    };
    const shown = { ...outer, cwd: project, environment, print: add, note: add, draw: add };
    const exitCode = await run(words, shown);
    const command = `recovery ${words.map((word) => word.replace(`${home}/`, '')).join(' ')}`;
    const text = output.replaceAll(folder, '~demo');
    steps.push({ command, exitCode, output: text });
    if (!quiet) outer.print(`${steps.length > 1 ? '\n' : ''}# ${title}\n$ ${command}\n${text}`);
  };
  await show('A session of Claude Code ended in the middle of its work. How full was it?', [
    'status',
    '--transcript',
    transcript,
  ]);
  await show('What it knew becomes a manifest of less than 2 KB.', [
    'prepare',
    '--transcript',
    transcript,
    '--offline',
  ]);
  changeProject(project);
  await show(
    'Meanwhile a colleague committed. The next session is told what it needs, checked against that.',
    ['bootstrap'],
  );
  return steps;
}

function makeProject(root: string): void {
  const files = {
    'package.json': '{ "name": "parcel-tracker", "type": "module", "scripts": { "test": "vitest run" } }\n',
    'package-lock.json': '{ "name": "parcel-tracker", "lockfileVersion": 3, "packages": {} }\n',
    'src/carrier.ts': 'export const carriers = ["dhl", "ups"];\n',
    'README.md': '# parcel-tracker\n',
  };
  for (const [name, text] of Object.entries(files)) write(join(root, name), text);
  git(root, ['init', '-q', '-b', 'main']);
  git(root, ['add', '-A']);
  git(root, ['commit', '-qm', 'Start']);
}

function changeProject(root: string): void {
  write(join(root, 'src/carrier.ts'), 'export const carriers = ["dhl", "ups", "post"];\n');
  git(root, ['commit', '-qam', 'Add the post as a carrier']);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Without git the demo goes on: a plain directory is a project too. */
function git(cwd: string, words: readonly string[]): void {
  const who = [
    '-c',
    'user.name=A colleague',
    '-c',
    'user.email=colleague@example.invalid',
    '-c',
    'commit.gpgsign=false',
  ];
  try {
    execFileSync('git', [...who, ...words], {
      cwd,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  } catch {
    return; // no git on this machine
  }
}
