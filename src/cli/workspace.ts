import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isPartlyUsed, loadConfig, type Config } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { RecoveryError } from '../errors.ts';
import { isOpenToOthers } from '../store/access.ts';
import { projectHome, type ProjectHome } from '../store/home.ts';
import { identifyProject, type Project } from '../store/project.ts';
import type { Context } from './command.ts';

/** What nearly every command works with: the project, its configuration and where its state lies. */
export interface Workspace {
  /** Absolute; where the command was run, or what --project named. */
  directory: string;
  project: Project;
  config: Config;
  place: ProjectHome;
}

export async function openWorkspace(
  context: Context,
  options: { project?: string },
  flags: Partial<Settings> = {},
): Promise<Workspace> {
  const directory = resolve(context.cwd, options.project ?? '.');
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new RecoveryError('usage', `${directory} is not a directory.`, {
      hint: 'Name one with --project DIR.',
    });
  }
  const project = identifyProject(directory);
  const config = await loadConfig({
    environment: context.environment,
    projectDirectory: project.root,
    flags,
  });
  for (const name of config.untrusted) {
    const what = isPartlyUsed(config, name) ? 'was used only where it lowers limits' : 'was not used';
    context.note(
      `recovery: ${name} of this project is not approved and ${what}; \`recovery trust\` shows it.\n`,
    );
  }
  const { root } = config.home;
  const stats = statSync(root, { throwIfNoEntry: false });
  if (stats && isOpenToOthers(stats)) {
    context.note(
      `recovery: others can write to ${root}, and so to what your next session is told: chmod 700 it.\n`,
    );
  }
  return { directory, project, config, place: projectHome(config.home, project.id) };
}
