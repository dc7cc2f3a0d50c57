import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RecoveryError } from '../../errors.ts';
import { findSessions } from '../../source/locate.ts';
import { defineCommand, type Context, type ExitCode } from '../command.ts';
import { placeOf, SESSION_OPTIONS } from '../session-options.ts';
import { wholeNumber } from '../whole-number.ts';
import { openWorkspace } from '../workspace.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A session can hold several compactions, and each takes about a quarter of a second. */
const DEFAULT_LIMIT = 200;

export const bench = defineCommand({
  details:
    'Your own sessions of Claude Code, Codex and pi are cut in front of each compaction. What the agent used next, and had\n' +
    'known before, is looked for in the manifest, the resume prompt, the agent’s own summary and simple selections. Nothing\n' +
    'is kept and nothing is sent. Exits with 1 when no compaction is long enough to judge by.',
  options: {
    data: {
      type: 'string',
      value: 'DIR',
      description: 'transcripts below this directory (also .gz) instead',
    },
    agent: SESSION_OPTIONS.agent,
    limit: {
      type: 'string',
      value: 'N',
      description: `at most N sessions, newest first (default ${DEFAULT_LIMIT})`,
    },
  },
  examples: ['recovery bench', 'recovery bench --agent claude-code --limit 20 --json'],
  async run({ options, context }) {
    const { data, agent } = options;
    if (data !== undefined && (agent ?? options.limit) !== undefined)
      throw new RecoveryError(
        'usage',
        '--data takes every transcript: --agent and --limit choose among your own.',
        { hint: 'Leave out --data, or the others.' },
      );
    const limit = wholeNumber('--limit', options.limit, {
      value: DEFAULT_LIMIT,
      means: `to measure the newest ${DEFAULT_LIMIT}`,
    });
    const folder = mkdtempSync(join(tmpdir(), 'recovery-bench-'));
    try {
      const words = ['--folder', join(folder, 'work'), ...(options.json ? ['--json'] : [])];
      if (data === undefined) {
        const place = placeOf(await openWorkspace(context, options), agent);
        const found = findSessions({ ...place, directories: undefined, limit });
        const list = join(folder, 'transcripts.jsonl');
        writeFileSync(
          list,
          found.map((file) => `${JSON.stringify({ agent: file.agent, path: file.path })}\n`).join(''),
        );
        words.push('--list', list);
      } else words.push('--data', directory(resolve(context.cwd, data)));
      return await measure(words, context);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});

/** The measure is a program of its own, which judges this one from outside: in the package, or in the source tree. */
function program(): string {
  const found = ['../bench/shipped.js', '../../../bench/shipped.ts']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new RecoveryError('usage', 'The measure is missing from this installation.', {
    hint: 'Install the package again.',
  });
}

function measure(words: readonly string[], context: Context): Promise<ExitCode> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program(), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: context.environment,
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => context.print(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => context.note(text));
    // Whoever stops us stops the measure too, and what it copied goes.
    const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, stop);
    const end = (): void => {
      for (const signal of SIGNALS) process.off(signal, stop);
    };
    child.once('error', (error) => {
      end();
      failed(error);
    });
    child.once('close', (code) => {
      end();
      done(code === 0 || code === 1 ? code : 2);
    });
  });
}

function directory(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new RecoveryError('usage', `There is no directory ${path}.`, {
    hint: 'Name one with transcripts below it, or leave --data out to use your own sessions.',
  });
}
