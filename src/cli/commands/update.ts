import { updateFacts } from '../../recovery/update-facts.ts';
import { defineCommand } from '../command.ts';
import { chosenSession, SESSION_OPTIONS } from '../session-options.ts';
import { pressureOptions } from '../pressure-line.ts';
import { openWorkspace } from '../workspace.ts';
import { workspaceRedactor } from '../workspace-redactor.ts';
import { plural } from '../words.ts';

export const update = defineCommand({
  details:
    'What `prepare` does first. Run after every turn, it leaves nothing to do when the session ends. Exits with 1 when no\nsession is here.',
  options: SESSION_OPTIONS,
  examples: ['recovery update'],
  async run({ options, context }) {
    const workspace = await openWorkspace(context, options);
    const { source, transcript, followLink } = chosenSession(workspace, options, context);
    const redactor = workspaceRedactor(workspace);
    const updated = updateFacts({
      home: workspace.place,
      source,
      transcript,
      redactor,
      followLink,
      pressure: pressureOptions(workspace),
    });
    const { facts, continued, readBytes } = updated;
    const counts = {
      requests: facts.requests.length,
      rules: facts.statements.filter((fact) => !fact.lifted).length,
      tasks: facts.tasks.length,
      files: facts.files.length,
      commands: facts.commands.length,
    };
    if (options.json)
      context.print(
        `${JSON.stringify({ agent: source.agent, transcript: transcript.path, continued, readBytes, counts })}\n`,
      );
    else {
      const known = Object.entries(counts).map(([name, count]) => plural(count, name.slice(0, -1)));
      context.print(
        `${source.label}: ${known.join(', ')}${continued ? ' (went on from the last time)' : ''}\n`,
      );
    }
    return 0;
  },
});
