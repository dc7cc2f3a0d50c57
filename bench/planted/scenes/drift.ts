import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Directories } from '../outcome.ts';
import type { Random } from '../random.ts';
import { ClaudeCodeWriter } from '../session/claude-code.ts';
import { PROJECTS } from '../session/projects.ts';
import { workTurn } from '../session/work.ts';
import { holds } from '../text-match.ts';
import { problemsOf, type Scene } from './scene.ts';

const HOUR_MS = 3_600_000;

interface Repository {
  cwd: string;
  /** The file that the session edited, without its ending. */
  file: string;
  git: (...words: string[]) => void;
}

interface Change {
  name: string;
  /** Changes the repository and gives the words that the prompt must say about it. */
  make: (repository: Repository, random: Random) => readonly string[];
}

const CHANGES: readonly Change[] = [
  {
    name: 'a commit of a colleague',
    make: ({ cwd, git }, random) => {
      const [subject, path] = [`Rework the ${random.name()}`, `${random.name()}.txt`];
      writeFileSync(join(cwd, path), 'new\n');
      git('add', '-A');
      git('commit', '-q', '-m', subject);
      return [subject, path];
    },
  },
  {
    name: 'a file that was rewritten',
    make: ({ cwd, file }) => {
      writeFileSync(join(cwd, `${file}.ts`), 'export const other = 1;\n');
      return [`${file}.ts`];
    },
  },
  {
    name: 'a file that was deleted',
    make: ({ cwd, file }) => {
      rmSync(join(cwd, `${file}.ts`));
      return [`${file}.ts`];
    },
  },
  {
    name: 'a file that was renamed',
    make: ({ file, git }, random) => {
      const to = `${random.name()}.ts`;
      git('mv', `${file}.ts`, to);
      git('commit', '-q', '-m', 'Rename');
      return [`${file}.ts`, to];
    },
  },
  {
    name: 'another branch',
    make: ({ git }, random) => {
      const branch = `feature/${random.name()}`;
      git('switch', '-q', '-c', branch);
      return [branch];
    },
  },
];

/** The repository changes between `prepare` and `bootstrap`: the prompt says so, in its own part and before the work. */
export const DRIFT: readonly Scene[] = [
  ...CHANGES.map(({ name, make }): Scene => ({
    group: 'drift',
    name,
    play: async ({ command, place, random }) => {
      const repository = repositoryIn(place, random);
      const out = join(place.home, 'manifest.json');
      const transcript = sessionIn(place, repository, random);
      const prepared = await command(
        ['prepare', '--transcript', transcript, '--offline', '--out', out],
        place,
      );
      const words = make(repository, random);
      const { stdout } = await command(['bootstrap', '--manifest', out, '--format', 'prompt'], place);
      const changed = changes(stdout);
      return problemsOf(
        prepared.status !== 0 && `prepare ended with ${prepared.status}`,
        ...words.map(
          (word) =>
            !holds(changed, word) && `expected ${word} among the changes; found ${JSON.stringify(changed)}`,
        ),
      );
    },
  })),
  {
    group: 'drift',
    name: 'no change, and none is reported',
    play: async ({ command, place, random }) => {
      const repository = repositoryIn(place, random);
      const out = join(place.home, 'manifest.json');
      await command(
        ['prepare', '--transcript', sessionIn(place, repository, random), '--offline', '--out', out],
        place,
      );
      const { stdout } = await command(['bootstrap', '--manifest', out, '--format', 'prompt'], place);
      const changed = changes(stdout)
        .split('\n')
        .filter((line) => /^- (?!Nothing\b)/.test(line));
      return problemsOf(changed.length > 0 && `expected no change; found ${JSON.stringify(changed)}`);
    },
  },
];

/** The part of a prompt whose heading speaks of what changed. */
function changes(prompt: string): string {
  return (
    prompt
      .split(/^## /m)
      .find((part) => /^[^\n]*\bchanged\b/i.test(part))
      ?.trim() ?? ''
  );
}

/** A repository whose only commit and file are older than the session. */
function repositoryIn({ cwd }: Directories, random: Random): Repository {
  const file = random.name();
  const before = new Date(Date.now() - 3 * HOUR_MS);
  const git =
    (date: Date) =>
    (...words: string[]): void => {
      const who = ['-c', 'user.name=A colleague', '-c', 'user.email=colleague@example.invalid'];
      const at = date.toISOString();
      execFileSync('git', [...who, '-c', 'commit.gpgsign=false', ...words], {
        cwd,
        stdio: 'ignore',
        env: {
          PATH: process.env['PATH'],
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_AUTHOR_DATE: at,
          GIT_COMMITTER_DATE: at,
        },
      });
    };
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, `${file}.ts`), 'export const first = 1;\n');
  utimesSync(join(cwd, `${file}.ts`), before, before);
  const early = git(before);
  early('init', '-q', '-b', 'main');
  early('add', '-A');
  early('commit', '-q', '-m', 'Start');
  return { cwd, file, git: git(new Date()) };
}

function sessionIn({ home, cwd }: Directories, { file }: Repository, random: Random): string {
  const place = { cwd, branch: 'main', startedAtMs: Date.now() - HOUR_MS };
  const session = new ClaudeCodeWriter({ place });
  session.prompt(`Have a look at ${file}.ts, please.`);
  session.edit(`${file}.ts`);
  session.reply('It is fine now.');
  workTurn(session, random.pick(PROJECTS), random);
  const transcript = join(home, 'session.jsonl');
  writeFileSync(transcript, session.toText());
  return transcript;
}
