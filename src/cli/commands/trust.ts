import { settingsOfFile } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { projectFiles, PROJECT_FILES, saveApprovals, type ProjectFile } from '../../config/trust.ts';
import { RecoveryError } from '../../errors.ts';
import type { Home } from '../../store/home.ts';
import { defineCommand } from '../command.ts';
import { openWorkspace } from '../workspace.ts';

export const trust = defineCommand({
  details:
    `A project can bring ${PROJECT_FILES.join(' and ')}. They come with a clone, so they are used only after you approved them,\n` +
    'and again after each change. Without --yes this shows what would be approved and exits with 1 when something is open.',
  options: {
    yes: { type: 'boolean', description: 'approve the files as they are now' },
    revoke: { type: 'boolean', description: 'take every approval of this project back' },
  },
  examples: ['recovery trust', 'recovery trust --yes', 'recovery trust --revoke'],
  async run({ options, context }) {
    const { config, project } = await openWorkspace({ ...context, note: () => {} }, options);
    const { root } = project;
    if (options.revoke) saveApprovals(config.home, root, []);
    else if (options.yes) await approve(config.home, root);
    const files = await Promise.all(
      projectFiles(config.home, root).map(async (file) => ({ ...file, sets: await effect(file, root) })),
    );
    const open = files.filter((file) => !file.approved);
    if (options.json) {
      const shown = files.map(({ name, hash, approved, sets }) => ({ name, hash, approved, sets }));
      context.print(`${JSON.stringify({ project: root, files: shown })}\n`);
    } else if (files.length === 0) {
      context.print(`${root} brings no configuration (${PROJECT_FILES.join(', ')}).\n`);
    } else {
      for (const file of files)
        context.print(`${file.name}: ${file.approved ? 'approved' : 'not approved'}\n`);
      for (const { name, sets } of open) context.print(`\n${name} sets\n${listed(sets)}`);
      if (open.length > 0) context.print(`\n${nextStep(open)}\n`);
    }
    return open.length === 0 || options.revoke ? 0 : 1;
  },
});

/** A file that is not valid is not approved: every command would stop at it. */
async function approve(home: Home, root: string): Promise<void> {
  const files = projectFiles(home, root);
  await Promise.all(files.map((file) => settingsOfFile(file, root)));
  saveApprovals(home, root, files);
}

type Effect = Partial<Settings> | { invalid: string };

function nextStep(open: readonly { name: string; sets: Effect }[]): string {
  const invalid = open.filter(({ sets }) => 'invalid' in sets).map(({ name }) => name);
  if (invalid.length === 0) return 'Approve with `recovery trust --yes`.';
  return `${invalid.join(' and ')} cannot be approved before it is mended or deleted.`;
}

/** What a file would set, as it is understood and not as it is written: YAML can say the same in many ways. */
async function effect(file: ProjectFile, root: string): Promise<Effect> {
  try {
    return await settingsOfFile(file, root);
  } catch (error) {
    if (error instanceof RecoveryError) return { invalid: error.message };
    throw error;
  }
}

function listed(sets: object): string {
  const lines = Object.entries(sets).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`);
  return lines.length === 0 ? '  nothing of recovery\n' : lines.join('');
}
