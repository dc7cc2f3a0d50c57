import { RecoveryError } from '../errors.ts';
import { writeFileAtomic } from '../store/atomic-file.ts';
import type { Home } from '../store/home.ts';
import { readText } from '../store/read-text.ts';
import { validSettings } from './settings-schema.ts';
import { settingFromText, type SettingName } from './settings.ts';

/** Sets one setting in the user's own file, keeping its comments; without a text it is removed. Throws `config-invalid`. */
export async function writeSetting(home: Home, name: SettingName, text: string | undefined): Promise<void> {
  const { isMap, parseDocument } = await import('yaml');
  const document = parseDocument(readText(home.configFile) ?? '');
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) {
    throw new RecoveryError(
      'config-invalid',
      `${home.configFile} is not a YAML list of settings and values.`,
      {
        hint: 'Mend or delete it.',
      },
    );
  }
  if (text === undefined) document.delete(name);
  else {
    const value = settingFromText(name, text);
    validSettings({ [name]: value }, 'the command line');
    document.set(name, value);
  }
  writeFileAtomic(home.configFile, document.toString());
}
