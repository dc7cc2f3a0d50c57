import { projectFiles, PROJECT_FILES, saveApprovals } from '../../config/trust.ts';
import { defineCommand } from '../command.ts';
import { openWorkspace } from '../workspace.ts';

export const trust = defineCommand({
  name: 'trust',
  summary: "Approve this project's own configuration, as it is now",
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
    if (options.yes || options.revoke) {
      saveApprovals(config.home, project.root, options.revoke ? [] : projectFiles(config.home, project.root));
    }
    const files = projectFiles(config.home, project.root);
    const open = files.filter((file) => !file.approved);
    if (options.json) {
      context.print(
        `${JSON.stringify({ project: project.root, files: files.map(({ name, hash, approved }) => ({ name, hash, approved })) })}\n`,
      );
    } else if (files.length === 0) {
      context.print(`${project.root} brings no configuration (${PROJECT_FILES.join(', ')}).\n`);
    } else {
      for (const file of files)
        context.print(`${file.name}: ${file.approved ? 'approved' : 'not approved'}\n`);
      for (const file of open) context.print(`\n${file.name} sets\n${settingsOf(file.text)}`);
      if (open.length > 0) context.print('\nApprove with `recovery trust --yes`.\n');
    }
    return open.length === 0 || options.revoke ? 0 : 1;
  },
});

/** Of an environment file only our own variables are shown: the others are secrets, and none of our business. */
function settingsOf(text: string): string {
  const lines = text
    .split('\n')
    .filter((line) => /^\s*(?:export\s+)?RECOVERY_\w+=|^\s*[a-z_]+:|^\s*- /.test(line));
  return lines.length === 0
    ? '  nothing of recovery\n'
    : lines.map((line) => `  ${line.slice(0, 200)}\n`).join('');
}
