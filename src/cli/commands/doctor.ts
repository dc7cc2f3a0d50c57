import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { RecoveryError } from '../../errors.ts';
import { diagnose, type Diagnosis } from '../../recovery/diagnose.ts';
import { findSessions } from '../../source/locate.ts';
import { sources } from '../../source/registry.ts';
import { makePrivateDirectory } from '../../store/atomic-file.ts';
import { loadKey } from '../../store/key.ts';
import { defineCommand } from '../command.ts';
import { unsupportedRuntime } from '../runtime.ts';
import { placeOf, SESSION_OPTIONS } from '../session-options.ts';
import { plural, table } from '../words.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

const RECENT_SESSIONS = 5;

export const doctor = defineCommand({
  details: `Reads the newest ${RECENT_SESSIONS} sessions of each agent. Exits with 1 when something is wrong, above all when a session yields nothing:\nthen its agent has changed the format.`,
  options: { agent: SESSION_OPTIONS.agent },
  examples: ['recovery doctor'],
  async run({ options, context }) {
    const workspace = await openWorkspace(context, options);
    const checks = [await runtimeCheck(), gitCheck(), homeCheck(workspace)];
    const { agents, ...place } = placeOf(workspace, options.agent);
    const asked = agents.length > 0 ? agents : sources.map(({ agent }) => agent);
    const diagnoses = asked
      .flatMap((agent) => findSessions({ ...place, agents: [agent], limit: RECENT_SESSIONS }))
      .map(diagnose);
    const ok = checks.every((check) => check.ok) && diagnoses.every(({ verdict }) => verdict !== 'silent');
    if (options.json) context.print(`${JSON.stringify({ ok, checks, sessions: diagnoses })}\n`);
    else {
      context.print(table(checks.map(({ name, ok: good, detail }) => [good ? 'ok' : 'WRONG', name, detail])));
      context.print(
        diagnoses.length === 0
          ? '\nNo session of any agent was found on this machine.\n'
          : `\n${sessionsTable(diagnoses)}`,
      );
    }
    return ok ? 0 : 1;
  },
});

async function runtimeCheck(): Promise<Check> {
  const database = await memoryDatabase();
  const row = database.prepare('select sqlite_version() as version').get();
  database.close();
  const sqlite = String(row?.['version']); // what is linked in; process.versions can differ with a shared library
  const problem = unsupportedRuntime({ node: process.versions.node, sqlite });
  return {
    name: 'runtime',
    ok: problem === undefined,
    detail: problem ?? `Node ${process.versions.node}, SQLite ${sqlite}`,
  };
}

/** Node 22 warns on stderr that the module is experimental, which is nothing that a user could mend. */
async function memoryDatabase(): Promise<DatabaseSync> {
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning');
  const sqlite = await import('node:sqlite');
  await new Promise((resolve) => setImmediate(resolve)); // it warns in the next tick
  for (const listener of listeners) process.on('warning', listener);
  return new sqlite.DatabaseSync(':memory:');
}

function gitCheck(): Check {
  try {
    const version = execFileSync('git', ['--version'], { encoding: 'utf8', timeout: 5000 }).trim();
    return { name: 'git', ok: true, detail: version };
  } catch {
    return { name: 'git', ok: true, detail: 'not found: manifests are compared with files only' };
  }
}

function homeCheck({ config }: Workspace): Check {
  const { root } = config.home;
  try {
    makePrivateDirectory(root);
    loadKey(config.home);
  } catch (error) {
    return {
      name: 'home',
      ok: false,
      detail: error instanceof RecoveryError ? `${error.message} ${error.hint ?? ''}` : String(error),
    };
  }
  const mode = statSync(root).mode & 0o777;
  const isPrivate = process.platform === 'win32' || (mode & 0o077) === 0;
  return {
    name: 'home',
    ok: isPrivate,
    detail: isPrivate ? root : `${root} can be read by others: chmod 700 it`,
  };
}

const VERDICTS: Record<Diagnosis['verdict'], string> = { good: 'ok', partly: 'partly', silent: 'WRONG' };

function sessionsTable(diagnoses: readonly Diagnosis[]): string {
  return table(
    diagnoses.map(({ transcript, coverage, verdict }) => {
      const unknown = Object.entries(coverage.unknown).map(([kind, count]) => `${count} ${kind}`);
      const problems = [
        ...(coverage.malformed > 0 ? [`${coverage.malformed} malformed`] : []),
        ...(coverage.oversize > 0 ? [`${coverage.oversize} too long`] : []),
        ...(coverage.partialBytes > 0 ? [`torn end of ${coverage.partialBytes} bytes`] : []),
        ...(unknown.length > 0 ? [`not understood: ${unknown.join(', ')}`] : []),
      ];
      return [
        VERDICTS[verdict],
        transcript.agent,
        transcript.nativeId,
        plural(coverage.lines, 'record'),
        problems.join('; '),
      ];
    }),
  );
}
