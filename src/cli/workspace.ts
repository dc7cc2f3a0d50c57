import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadConfig, type Config } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { RecoveryError } from '../errors.ts';
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
  if (config.untrusted.length > 0) {
    const files = config.untrusted.join(' and ');
    context.note(
      `recovery: ${files} of this project is not approved and was not used; \`recovery trust\` shows it.\n`,
    );
  }
  return { directory, project, config, place: projectHome(config.home, project.id) };
}
