import { join, resolve } from 'node:path';
import { RecoveryError } from '../../errors.ts';
import type { Evidence } from '../../manifest/evidence.ts';
import { listManifests, readEvidence } from '../../manifest/files.ts';
import { readManifest } from '../../manifest/read-manifest.ts';
import { verifySignature } from '../../manifest/sign.ts';
import { loadKey } from '../../store/key.ts';
import { defineCommand } from '../command.ts';
import { printable } from '../printable.ts';
import { table } from '../words.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

export const show = defineCommand({
  name: 'show',
  summary: 'Show a manifest, or where each item of it came from',
  positionals: ['[RECOVERY-ID]'],
  options: {
    manifest: {
      type: 'string',
      value: 'FILE',
      description: 'a manifest file instead of the newest one here',
    },
    evidence: { type: 'boolean', description: 'for each item the byte offset and time in the transcript' },
    rules: { type: 'boolean', description: 'every rule of the user that holds, also those that did not fit' },
    list: { type: 'boolean', description: 'list the manifests of this project' },
  },
  examples: ['recovery show', 'recovery show --evidence', 'recovery show --list'],
  async run({ options, positionals, context }) {
    const workspace = await openWorkspace(context, options);
    if (options.list) {
      const paths = listManifests(workspace.place);
      context.print(
        options.json
          ? `${JSON.stringify({ manifests: paths })}\n`
          : paths.map((path) => `${path}\n`).join(''),
      );
      return paths.length > 0 ? 0 : 1;
    }
    const path = manifestPath(
      workspace,
      options.manifest && resolve(context.cwd, options.manifest),
      positionals[0],
    );
    const manifest = readManifest(path);
    const signature = verifySignature(manifest, loadKey(workspace.config.home));
    const evidence =
      options.evidence || options.rules ? knownEvidence(workspace, manifest.session_metadata.id) : undefined;
    const rules = options.rules && evidence ? rulesOf(evidence) : undefined;
    if (options.json) {
      const shown = options.evidence ? evidence : undefined;
      context.print(`${JSON.stringify({ path, signature, manifest, evidence: shown, rules })}\n`);
    } else if (rules)
      context.print(printable(table(rules.map(({ type, last, text }) => [type, `byte ${last}`, text]))));
    else if (evidence) context.print(printable(evidenceTable(evidence)));
    else
      context.print(printable(`${JSON.stringify(manifest, null, 2)}\n\n${path}\nsignature: ${signature}\n`));
    return 0;
  },
});

function manifestPath(
  { place, project }: Workspace,
  named: string | undefined,
  id: string | undefined,
): string {
  if (named !== undefined) return named;
  const paths = listManifests(place);
  const path =
    id === undefined
      ? paths[0]
      : paths.find((candidate) => candidate === join(place.manifestsDirectory, `${id}.json`));
  if (path !== undefined) return path;
  const what = id === undefined ? 'no manifest' : `no manifest ${JSON.stringify(id)}`;
  throw new RecoveryError('manifest-unreadable', `There is ${what} for ${project.root}.`, {
    hint: '`recovery prepare` makes one; `recovery show --list` lists them.',
  });
}

function knownEvidence({ place }: Workspace, id: string): Evidence {
  const evidence = readEvidence(place, id);
  if (evidence) return evidence;
  throw new RecoveryError('manifest-unreadable', 'The evidence of this manifest is not in this home.', {
    hint: 'It stays where the manifest was prepared; `recovery prepare` makes it again from the transcript.',
  });
}

/** Every rule of the user that holds, also those that did not fit into the manifest. */
function rulesOf({ facts }: Evidence): Evidence['facts']['statements'] {
  return facts.statements.filter((fact) => !fact.lifted && fact.type !== 'answer');
}

function evidenceTable({ manifestId, transcript, items }: Evidence): string {
  const rows = items.map((item) => [item.pointer, `byte ${item.last}`, item.at ?? '', `${item.count}x`]);
  return `${manifestId} from ${transcript.path}\n${table(rows)}`;
}
