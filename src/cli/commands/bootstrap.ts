import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { BootstrapManager } from '../../bootstrap/bootstrap-manager.ts';
import { BOOTSTRAP_FORMATS, renderResult } from '../../bootstrap/formats.ts';
import { inspectManifest } from '../../bootstrap/load.ts';
import { validSettings } from '../../config/settings-schema.ts';
import type { Settings } from '../../config/settings.ts';
import { RecoveryError } from '../../errors.ts';
import {
  preparedManifest,
  prepareIfStale,
  type PrepareIfStaleOptions,
} from '../../recovery/prepare-if-stale.ts';
import { loadKey } from '../../store/key.ts';
import { commandWords } from '../command-words.ts';
import { defineCommand, type Context } from '../command.ts';
import { progress } from '../progress.ts';
import { recoveryAgent } from '../recovery-agent.ts';
import { chosenSession, placeOf, SESSION_OPTIONS, type SessionOptions } from '../session-options.ts';
import { workspaceRedactor } from '../workspace-redactor.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

const PROTOCOLS = ['quick', 'full', 'emergency'] as const;

export const bootstrap = defineCommand({
  details:
    'Prepares by itself when nothing was prepared or the transcript is newer. --session and --transcript choose another\n' +
    'session than the newest. Exits with 0 for a quick or full resume, with 1 when there is nothing to go on or a person should\n' +
    'verify first.',
  options: {
    manifest: {
      type: 'string',
      value: 'FILE',
      description: 'use this manifest, also when it was signed elsewhere',
    },
    format: {
      type: 'string',
      value: 'NAME',
      description: 'prompt (default), markdown (a report), json, script',
    },
    protocol: {
      type: 'string',
      value: 'NAME',
      description: 'quick, full or emergency instead of the one that fits',
    },
    'max-chars': { type: 'string', value: 'N', description: 'length of the prompt (default 8000)' },
    'go-on': { type: 'boolean', description: 'let the agent go on without asking first' },
    summary: {
      type: 'boolean',
      description: 'only a summary of the session and the project, without instructions',
    },
    verify: {
      type: 'boolean',
      description: 'run the commands that you allowed: `recovery config set verify "npm test"`',
    },
    ...SESSION_OPTIONS,
  },
  examples: [
    'recovery bootstrap',
    'recovery bootstrap --manifest manifest.json --format prompt',
    'recovery bootstrap --session 5b1e0c52',
    'claude "$(recovery bootstrap)"',
  ],
  async run({ options, context }) {
    const format = oneOf(options.json ? 'json' : (options.format ?? 'prompt'), BOOTSTRAP_FORMATS, '--format');
    const protocol =
      options.protocol === undefined ? undefined : oneOf(options.protocol, PROTOCOLS, '--protocol');
    const workspace = await openWorkspace(context, options, flagSettings(options));
    const { settings, environment } = workspace.config;
    const key = loadKey(workspace.config.home);
    const place = placeOf(workspace, options.agent);
    const shown = progress(context, 'reading');
    const preparation: PrepareIfStaleOptions = {
      agent: recoveryAgent(workspace, key),
      home: workspace.place,
      isUsable: (path) =>
        'manifest' in inspectManifest(path, { home: workspace.place, projectId: workspace.project.id, key }),
      onProgress: shown.update,
    };
    const manager = new BootstrapManager({
      projectDirectory: workspace.directory,
      home: workspace.config.home,
      key,
      environment,
      redactor: workspaceRedactor(workspace),
      now: context.now(),
      nodeVersion: process.versions.node,
      randomBytes,
      prepare: () => prepareIfStale({ ...preparation, place }),
    });
    const manifestPath = await namedManifest(options, { workspace, context, preparation });
    const result = await manager.bootstrap({
      manifestPath,
      protocol,
      summary: options.summary,
      maxChars: options.summary && options['max-chars'] === undefined ? undefined : settings.max_chars,
      confirm: settings.confirm,
    });
    shown.end();
    const verified = options.verify ? runVerification(settings.verify, workspace, context) : true;
    context.print(renderResult(result, format, settings.verify));
    return verified ? result.exitCode : 1;
  },
});

function flagSettings(options: { 'max-chars'?: string; 'go-on'?: boolean }): Partial<Settings> {
  const flags: Record<string, unknown> = {};
  if (options['max-chars'] !== undefined) flags['max_chars'] = Number(options['max-chars']);
  if (options['go-on']) flags['confirm'] = false;
  return validSettings(flags, 'the command line');
}

function oneOf<const T extends string>(given: string, known: readonly T[], option: string): T {
  const found = known.find((candidate) => candidate === given);
  if (found !== undefined) return found;
  throw new RecoveryError(
    'usage',
    `${option} takes ${known.join(', ')}; not ${JSON.stringify(given.slice(0, 40))}.`,
    { hint: 'See `recovery bootstrap --help`.' },
  );
}

/** The manifest to use instead of the newest: a file, or that of a session, which is prepared when it is not up to date. */
async function namedManifest(
  options: SessionOptions & { manifest?: string },
  {
    workspace,
    context,
    preparation,
  }: { workspace: Workspace; context: Context; preparation: PrepareIfStaleOptions },
): Promise<string | undefined> {
  const { manifest, session, transcript } = options;
  const namesSession = session !== undefined || transcript !== undefined;
  if (manifest !== undefined && namesSession) {
    throw new RecoveryError('usage', 'Give --manifest or a session, not both.', {
      hint: 'A manifest is of one session: leave out --session and --transcript.',
    });
  }
  if (manifest !== undefined) return resolve(context.cwd, manifest);
  if (!namesSession) return undefined;
  return preparedManifest(chosenSession(workspace, options, context), preparation);
}

const VERIFY_LIMIT_MS = 300_000;

/** Runs the user's own commands, word by word and without a shell, in the project. */
function runVerification(commands: readonly string[], { project }: Workspace, context: Context): boolean {
  if (commands.length === 0)
    context.note(
      'recovery: no command is allowed yet; `recovery config set verify "npm test"` allows one.\n',
    );
  let passed = commands.length > 0;
  for (const command of commands) {
    const [program = '', ...words] = commandWords(command);
    try {
      execFileSync(program, words, {
        cwd: project.root,
        env: { ...context.environment },
        stdio: 'ignore',
        timeout: VERIFY_LIMIT_MS,
      });
      context.note(`recovery: ${command}: passed\n`);
    } catch {
      passed = false;
      context.note(`recovery: ${command}: failed\n`);
    }
  }
  return passed;
}
