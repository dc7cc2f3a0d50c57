import { defineCommand } from '../command.ts';
import { openWorkspace } from '../workspace.ts';
import { table } from '../words.ts';

export const where = defineCommand({
  details: 'Nothing is kept in the project itself. RECOVERY_HOME moves all of it.',
  options: {},
  examples: ['recovery where', 'recovery where --json'],
  async run({ options, context }) {
    const { config, project, place } = await openWorkspace(context, options);
    const facts = {
      home: config.home.root,
      key: config.home.keyFile,
      config: config.home.configFile,
      project: project.id,
      project_root: project.root,
      state: place.root,
      manifests: place.manifestsDirectory,
      latest: place.latestFile,
      facts: place.factsDirectory,
    };
    context.print(options.json ? `${JSON.stringify(facts)}\n` : table(Object.entries(facts)));
    return 0;
  },
});
