import { statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { shellQuoted } from '../../bootstrap/shell-quoted.ts';
import { RecoveryError } from '../../errors.ts';
import { canonicalJson } from '../../manifest/canonical.ts';
import { split, unfolded } from '../../manifest/folded.ts';
import { MAX_MANIFEST_BYTES } from '../../manifest/limit.ts';
import type { Manifest } from '../../manifest/schema.ts';
import type { ContextLimit } from '../../monitor/limit.ts';
import type { Prepared } from '../../recovery/recovery-agent.ts';
import { sessionsHere, type SelectedSession } from '../../recovery/select-session.ts';
import type { TranscriptFile } from '../../source/contract.ts';
import { loadKey } from '../../store/key.ts';
import { defineCommand } from '../command.ts';
import { progress } from '../progress.ts';
import { recoveryAgent } from '../recovery-agent.ts';
import { chosenSession, placeOf, SESSION_OPTIONS } from '../session-options.ts';
import { keepHeapSmall } from '../small-heap.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { limitRows, pressureLine } from '../pressure-line.ts';
import { bytes, plural, table } from '../words.ts';

export const prepare = defineCommand({
  details:
    'Reads the newest session of this directory, of any agent, and saves a signed manifest outside the work tree.\n' +
    'Nothing leaves this machine. Only what is new since the last time is read.\n' +
    'Exits with 1 when no session is here.',
  options: {
    ...SESSION_OPTIONS,
    offline: { type: 'boolean', description: 'use no model and no network (this version never does)' },
    out: { type: 'string', value: 'FILE', description: 'write the manifest to this file too' },
  },
  examples: ['recovery prepare', 'recovery prepare --transcript session.jsonl --offline --out manifest.json'],
  async run({ options, context }) {
    const workspace = await openWorkspace(context, options);
    const selected = chosenSession(workspace, options, context);
    const agent = recoveryAgent(workspace, loadKey(workspace.config.home));
    keepHeapSmall(selected.transcript.sizeBytes);
    const shown = progress(context, 'reading');
    const prepared = await agent.prepare({ ...selected, onProgress: shown.update });
    shown.end();
    if (options.out !== undefined) writeManifest(resolve(context.cwd, options.out), prepared.manifest);
    const next = nextCommand(prepared, { selected, newest: newestHere(workspace) });
    context.print(
      options.json
        ? `${JSON.stringify({ ...report(prepared, selected), next })}\n`
        : `${summary(prepared, selected)}Go on in the next session with: ${next}\n`,
    );
    return 0;
  },
});

function writeManifest(path: string, manifest: Manifest): void {
  try {
    writeFileSync(path, `${canonicalJson(manifest)}\n`);
  } catch (cause) {
    throw new RecoveryError('usage', `Cannot write ${path}.`, {
      hint: 'Name a file that can be written with --out.',
      cause,
    });
  }
}

function report(
  { manifest, path, sizeBytes, sessionId, pressure, coverage, timings, evidence }: Prepared,
  { transcript }: SelectedSession,
): object {
  return {
    transcript: {
      agent: transcript.agent,
      path: transcript.path,
      sizeBytes: transcript.sizeBytes,
    },
    id: manifest.session_metadata.id,
    sessionId,
    path,
    sizeBytes,
    pressure,
    coverage,
    timings,
    dropped: evidence.dropped,
    manifest,
  };
}

function summary(
  { manifest, path, sizeBytes, coverage, pressure, timings }: Prepared,
  { source, transcript }: SelectedSession,
): string {
  const { read, repository, pack, save } = timings;
  const total = read + repository + pack + save;
  const rows = [
    ['session', `${source.label}, ${bytes(transcript.sizeBytes)}, ${plural(coverage.lines, 'record')}`],
    ['holds', holdings(manifest)],
    ['size', `${bytes(sizeBytes)} of at most ${bytes(MAX_MANIFEST_BYTES)}`],
    ['context', pressureLine(pressure)],
    ...unusualLimit(pressure.limit),
    ['saved', path],
    ['time', `${total.toFixed(0)} ms (reading ${read.toFixed(0)}, git ${repository.toFixed(0)})`],
  ];
  return `${manifest.session_metadata.id}\n${table(rows.map(([name = '', value = '']) => [`  ${name}`, value]))}`;
}

/** `status` sees the end of a transcript only, so that it may not know of a limit that the whole session taught. */
function unusualLimit(limit: ContextLimit): [name: string, value: string][] {
  return limitRows(limit).filter(
    ([name]) => name === 'limit' || (name === 'compacts' && limit.compactionSource === 'learnt'),
  );
}

/** What `recovery bootstrap` would prepare by itself; any setting of agents holds there too. */
function newestHere(workspace: Workspace): TranscriptFile | undefined {
  return sessionsHere(placeOf(workspace), { limit: 1 })[0];
}

/** `bootstrap` alone goes on with the newest session of the directory. */
function nextCommand(
  { path }: Prepared,
  { selected, newest }: { selected: SelectedSession; newest: TranscriptFile | undefined },
): string {
  const isNewest = !newest || isSameFile(newest.path, selected.transcript.path);
  return isNewest ? 'recovery bootstrap' : `recovery bootstrap --manifest ${shellQuoted(path)}`;
}

function isSameFile(first: string, second: string): boolean {
  const [a, b] = [statSync(first), statSync(second)];
  return a.dev === b.dev && a.ino === b.ino;
}

function holdings(manifest: Manifest): string {
  const { critical_context: context, memory_pointers: pointers } = manifest;
  const counts: [number, string][] = [
    [context.rules?.length ?? 0, 'rule'],
    [manifest.pending_tasks?.length ?? 0, 'open task'],
    [manifest.bootstrap_instructions?.length ?? 0, 'command'],
    [unfolded(pointers.files).length, 'file'],
    [context.key_decisions?.length ?? 0, 'decision'],
    [context.failed?.length ?? 0, 'failed approach'],
    [manifest.active_state.environment_status?.length ?? 0, 'failure'],
    [split(pointers.refs).length, 'reference'],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) =>
      word === 'failed approach' && count > 1 ? `${count} failed approaches` : plural(count, word),
    )
    .join(', ');
}
