import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/cli/run.ts';

export const PARCEL_TRACKER = fileURLToPath(
  new URL('../fixtures/claude-code/parcel-tracker.jsonl', import.meta.url),
);

/** When every command of a newcomer runs: half an hour after the bundled session ended. */
const NOW = new Date('2026-11-23T10:00:00Z');

interface Typed {
  exitCode: number;
  out: string;
  err: string;
}

export interface Newcomer {
  /** The user's home directory. */
  root: string;
  /** An empty directory in it, in which every command is typed. */
  cwd: string;
  /** Where `recovery` keeps its state. */
  state: string;
  type: (...words: string[]) => Promise<Typed>;
  /** Types a command with `--json`; fails when what it prints is no JSON. */
  json: (...words: string[]) => Promise<Record<string, unknown> & { exitCode: number }>;
}

/** A user with an empty home in an empty directory. */
export function newcomer(environment: Record<string, string> = {}): Newcomer {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'recovery-cli-')));
  const cwd = join(root, 'work');
  const state = join(root, 'state');
  mkdirSync(cwd);
  const all = { PATH: process.env['PATH'], HOME: root, RECOVERY_HOME: state, ...environment };
  const type = async (...words: string[]): Promise<Typed> => {
    const output = { out: '', err: '' };
    const exitCode = await run(words, {
      cwd,
      environment: all,
      now: () => NOW,
      print: (text) => {
        output.out += text;
      },
      note: (text) => {
        output.err += text;
      },
      draw: (text) => {
        output.err += text;
      },
      stdinIsTerminal: true,
      stdoutIsTerminal: true,
      stderrIsTerminal: true,
    });
    return { exitCode, ...output };
  };
  return {
    root,
    cwd,
    state,
    type,
    json: async (...words) => {
      const { exitCode, out } = await type(...words, '--json');
      return { ...(JSON.parse(out) as Record<string, unknown>), exitCode };
    },
  };
}

/** Puts a transcript where its agent would have written it, for a session in the newcomer's directory. */
export function worked(
  user: Newcomer,
  agent: 'claude-code' | 'codex' | 'pi',
  session: { id: string; records: readonly object[]; modifiedAt?: Date },
): string {
  const { id, records, modifiedAt = NOW } = session;
  const folders = {
    'claude-code': join('.claude', 'projects', user.cwd.replace(/[^A-Za-z0-9]/g, '-'), `${id}.jsonl`),
    codex: join('.codex', 'sessions', '2026', '11', '23', `rollout-2026-11-23T09-00-00-${id}.jsonl`),
    pi: join('.pi', 'agent', 'sessions', `--${user.cwd.slice(1).replaceAll('/', '-')}--`, `2026_${id}.jsonl`),
  };
  const path = join(user.root, folders[agent]);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  utimesSync(path, modifiedAt, modifiedAt);
  return path;
}

/** A copy of the bundled session in the newcomer's directory. */
export function copySession(user: Newcomer, name = 'session.jsonl'): string {
  const path = join(user.cwd, name);
  copyFileSync(PARCEL_TRACKER, path);
  return path;
}
