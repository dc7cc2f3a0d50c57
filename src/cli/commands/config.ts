import { SETTING_NAMES, type SettingName } from '../../config/settings.ts';
import { writeSetting } from '../../config/write.ts';
import { RecoveryError } from '../../errors.ts';
import { defineCommand } from '../command.ts';
import { openWorkspace } from '../workspace.ts';
import { table } from '../words.ts';

export const config = defineCommand({
  details:
    'Strongest first: flag, environment (RECOVERY_<NAME>), .env, recovery.config.yaml of the project, config.yaml of the home.\n' +
    'What a project brings is used once you approved it (`recovery trust`); before, it may only lower limits.',
  positionals: ['[set|unset]', '[NAME]', '[VALUE]'],
  options: {},
  examples: [
    'recovery config',
    'recovery config set max_chars 6000',
    'recovery config set verify "npm test"',
    'recovery config unset verify',
  ],
  async run({ options, positionals, context }) {
    const [action, name, value] = positionals;
    const workspace = await openWorkspace(context, options);
    if (action !== undefined) {
      const change = changeOf(action, name, value);
      await writeSetting(workspace.config.home, change.name, change.value);
    }
    const { settings, origins, home } =
      action === undefined ? workspace.config : (await openWorkspace(context, options)).config;
    const rows = SETTING_NAMES.map((key) => ({ name: key, value: settings[key], origin: origins[key] }));
    if (options.json) {
      context.print(`${JSON.stringify({ home: home.root, settings: rows })}\n`);
      return 0;
    }
    context.print(table(rows.map((row) => [row.name, JSON.stringify(row.value), row.origin])));
    return 0;
  },
});

interface Change {
  name: SettingName;
  /** Undefined: back to what the other places say. */
  value: string | undefined;
}

function changeOf(action: string, name: string | undefined, value: string | undefined): Change {
  const isComplete = name !== undefined && (action === 'unset' || (action === 'set' && value !== undefined));
  if (!isComplete) {
    throw new RecoveryError(
      'usage',
      `recovery config takes \`set NAME VALUE\` or \`unset NAME\`, not \`${[action, name].join(' ').trimEnd().slice(0, 80)}\`.`,
      { hint: `Without arguments it shows every setting: ${SETTING_NAMES.join(', ')}.` },
    );
  }
  return { name: settingName(name), value: action === 'set' ? value : undefined };
}

function settingName(name: string): SettingName {
  const known = SETTING_NAMES.find((candidate) => candidate === name);
  if (known) return known;
  throw new RecoveryError('usage', `There is no setting "${name}".`, {
    hint: `Settings are ${SETTING_NAMES.join(', ')}.`,
  });
}
