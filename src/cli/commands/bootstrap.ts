import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { BootstrapManager } from '../../bootstrap/bootstrap-manager.ts';
import { BOOTSTRAP_FORMATS, renderResult } from '../../bootstrap/formats.ts';
import { inspectManifest } from '../../bootstrap/load.ts';
import { validSettings } from '../../config/settings-schema.ts';
import type { Settings } from '../../config/settings.ts';
import { RecoveryError } from '../../errors.ts';
import { prepareIfStale } from '../../recovery/prepare-if-stale.ts';
import { RecoveryAgent } from '../../recovery/recovery-agent.ts';
import { loadKey } from '../../store/key.ts';
import { commandWords } from '../command-words.ts';
import { defineCommand, type Context } from '../command.ts';
import { progress } from '../progress.ts';
import { placeOf, SESSION_OPTIONS } from '../session-options.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { workspaceRedactor } from '../workspace-redactor.ts';

const PROTOCOLS = ['quick', 'full', 'emergency'] as const;

export const bootstrap = defineCommand({
  name: 'bootstrap',
  summary: 'Print the prompt with which the next session goes on, checked against the repository',
  details:
    'Prepares by itself when nothing was prepared or the transcript is newer. Exits with 0 for a quick or full resume, with 1\n' +
    'when there is nothing to go on or a person should verify first.',
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
    agent: SESSION_OPTIONS.agent,
  },
  examples: [
    'recovery bootstrap',
    'recovery bootstrap --manifest manifest.json --format prompt',
    'claude "$(recovery bootstrap)"',
  ],
  async run({ options, context }) {
    const format = oneOf(options.json ? 'json' : (options.format ?? 'prompt'), BOOTSTRAP_FORMATS, '--format');
    const protocol =
      options.protocol === undefined ? undefined : oneOf(options.protocol, PROTOCOLS, '--protocol');
    const workspace = await openWorkspace(context, options, flagSettings(options));
    const { settings, environment } = workspace.config;
    const key = loadKey(workspace.config.home);
    const manager = new BootstrapManager({
      projectDirectory: workspace.directory,
      home: workspace.config.home,
      key,
      environment,
      now: context.now(),
      nodeVersion: process.versions.node,
      randomBytes,
      isStale: () => true, // `prepare` looks itself, and does nothing when nothing is new
      prepare: () => prepareOnTheSpot(workspace, { key, agent: options.agent, context }),
    });
    const result = await manager.bootstrap({
      manifestPath: options.manifest === undefined ? undefined : resolve(context.cwd, options.manifest),
      protocol,
      summary: options.summary,
      maxChars: options.summary && options['max-chars'] === undefined ? undefined : settings.max_chars,
      confirm: settings.confirm,
    });
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
  );
}

async function prepareOnTheSpot(
  workspace: Workspace,
  { key, agent, context }: { key: Buffer; agent: string | undefined; context: Context },
): Promise<string | undefined> {
  const shown = progress(context, 'reading');
  const path = await prepareIfStale({
    agent: new RecoveryAgent({
      home: workspace.config.home,
      projectDirectory: workspace.directory,
      redactor: workspaceRedactor(workspace),
      key,
    }),
    place: placeOf(workspace, agent),
    home: workspace.place,
    isUsable: (manifest) =>
      'manifest' in
      inspectManifest(manifest, { home: workspace.place, projectId: workspace.project.id, key }),
    onProgress: shown.update,
  });
  shown.end();
  return path;
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
