import { join, resolve } from 'node:path';
import { RecoveryError } from '../../errors.ts';
import type { Evidence } from '../../manifest/evidence.ts';
import { listManifests, readEvidence } from '../../manifest/files.ts';
import { readManifest } from '../../manifest/read-manifest.ts';
import { verifySignature } from '../../manifest/sign.ts';
import { transcriptName } from '../../source/open.ts';
import { loadKey } from '../../store/key.ts';
import { defineCommand } from '../command.ts';
import { factSections, type FactSection } from '../fact-sections.ts';
import { table } from '../words.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

export const show = defineCommand({
  details:
    'Only the manifest goes to standard output, where it was read and who signed it to standard error. Exits with 1 when there\n' +
    'is none.',
  positionals: ['[RECOVERY-ID]'],
  options: {
    manifest: {
      type: 'string',
      value: 'FILE',
      description: 'a manifest file instead of the newest one here',
    },
    evidence: { type: 'boolean', description: 'for each item the byte offset and time in the transcript' },
    rules: { type: 'boolean', description: 'every rule of the user that holds, also those that did not fit' },
    all: {
      type: 'boolean',
      description:
        'everything that is known of the session, also what fitted into neither manifest nor prompt',
    },
    list: { type: 'boolean', description: 'list the manifests of this project' },
  },
  examples: ['recovery show', 'recovery show --evidence', 'recovery show --all'],
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
    const isAsked = options.evidence || options.rules || options.all;
    const evidence = isAsked ? knownEvidence(workspace, manifest.session_metadata.id) : undefined;
    const rules = options.rules && evidence ? rulesOf(evidence) : undefined;
    if (options.json) {
      const shown = options.evidence ? evidence : undefined;
      const facts = options.all && evidence ? factSections(evidence) : undefined;
      context.print(`${JSON.stringify({ path, signature, manifest, evidence: shown, rules, facts })}\n`);
    } else if (options.all && evidence) context.print(allFacts(evidence));
    else if (rules) context.print(table(rules.map(({ type, last, text }) => [type, `byte ${last}`, text])));
    else if (evidence) context.print(evidenceTable(evidence));
    else {
      context.print(`${JSON.stringify(manifest, null, 2)}\n`);
      context.note(`${path}\nsignature: ${signature}\n`);
    }
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
  throw new RecoveryError('no-manifest', `There is ${what} for ${project.root}.`, {
    hint: '`recovery prepare` makes one; `recovery show --list` lists them.',
  });
}

function knownEvidence({ place }: Workspace, id: string): Evidence {
  const evidence = readEvidence(place, id);
  if (evidence) return evidence;
  throw new RecoveryError('no-manifest', 'The evidence of this manifest is not in this home.', {
    hint: 'It stays where the manifest was prepared; `recovery prepare` makes it again from the transcript.',
  });
}

/** Every rule of the user that holds, also those that did not fit into the manifest. */
function rulesOf({ facts }: Evidence): Evidence['facts']['statements'] {
  return facts.statements.filter((fact) => !fact.lifted && fact.type !== 'answer');
}

function evidenceTable({ manifestId, transcript, items }: Evidence): string {
  const rows = items.map((item) => [item.pointer, `byte ${item.last}`, item.at ?? '', `${item.count}x`]);
  return `${manifestId} from ${transcriptName(transcript.path)}\n${table(rows)}`;
}

function allFacts(evidence: Evidence): string {
  const head = `${evidence.manifestId} from ${transcriptName(evidence.transcript.path)}\n`;
  return head + factSections(evidence).map(sectionText).join('');
}

function sectionText({ title, facts }: FactSection): string {
  const rows = facts.map(({ offset, state, text }) => [
    offset === undefined ? '-' : `byte ${offset}`,
    state ?? '',
    text.replaceAll('\n', '\n      '),
  ]);
  return `\n${title} (${facts.length})\n${table(rows.map(([place = '', ...rest]) => [`  ${place}`, ...rest]))}`;
}
