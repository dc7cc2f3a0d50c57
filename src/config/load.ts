import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { RecoveryError } from '../errors.ts';
import { homeAt, type Home } from '../store/home.ts';
import { readText } from '../store/read-text.ts';
import { homeRoot, type Environment } from './home-root.ts';
import {
  DEFAULT_SETTINGS,
  LOWERABLE,
  SETTING_NAMES,
  settingFromText,
  type SettingName,
  type Settings,
} from './settings.ts';
import { projectFiles, type ProjectFile } from './trust.ts';

type Origin = 'flag' | 'environment' | '.env' | 'project file' | 'home file' | 'default';

export interface Config {
  home: Home;
  settings: Settings;
  /** Where each setting's value came from. */
  origins: Record<SettingName, Origin>;
  /** Files of the project that set more than an unapproved project may; `recovery trust` approves them. */
  untrusted: string[];
  environment: Environment;
  homeDirectory: string;
}

export interface ConfigInput {
  environment: Environment;
  /** The project's work tree. */
  projectDirectory: string;
  flags?: Partial<Settings>;
}

type Layer =
  | { origin: Origin; file?: undefined; values: Partial<Settings> }
  /** Without values: not valid, and not approved either, so that nobody has to care. */
  | { origin: Origin; file: ProjectFile; values: Partial<Settings> | undefined };

/** Reads the configuration: flag, environment, `.env`, project file, home file, default. Throws `config-invalid`. */
export async function loadConfig(input: ConfigInput): Promise<Config> {
  const homeDirectory = input.environment['HOME'] || homedir();
  const root = homeRoot(input.environment, homeDirectory);
  if (root === undefined) {
    const name = input.environment['RECOVERY_HOME'] ? 'RECOVERY_HOME' : 'HOME';
    throw new RecoveryError('config-invalid', `${name} is not an absolute path.`, {
      hint: 'Set RECOVERY_HOME to one, or unset it to use the default; `recovery where` prints it.',
    });
  }
  const home = homeAt(root);
  const settings = { ...DEFAULT_SETTINGS };
  const origins = Object.fromEntries(SETTING_NAMES.map((name) => [name, 'default'])) as Config['origins'];
  const untrusted = new Set<string>();
  for (const { origin, file, values } of await layers(home, input)) {
    if (file && values === undefined) untrusted.add(file.name);
    for (const name of SETTING_NAMES) {
      const value = values?.[name];
      if (value === undefined) continue;
      if (file && !file.approved && !lowers(name, value, settings)) untrusted.add(file.name);
      else {
        Object.assign(settings, { [name]: value });
        origins[name] = origin;
      }
    }
  }
  return {
    home,
    settings,
    origins,
    untrusted: [...untrusted],
    environment: input.environment,
    homeDirectory,
  };
}

/** Whether an unapproved file is in force in part: where it lowers limits. */
export function isPartlyUsed({ origins }: Config, fileName: string): boolean {
  return Object.values(origins).includes(originOf(fileName));
}

function originOf(fileName: string): Origin {
  return fileName === '.env' ? '.env' : 'project file';
}

/** From the weakest to the strongest. */
async function layers(home: Home, input: ConfigInput): Promise<Layer[]> {
  const found: Layer[] = [];
  const homeText = readText(home.configFile);
  if (homeText !== undefined)
    found.push({ origin: 'home file', values: await fromYaml(homeText, home.configFile) });
  for (const file of projectFiles(home, input.projectDirectory)) {
    const origin = originOf(file.name);
    const read = settingsOfFile(file, input.projectDirectory);
    found.push({ origin, file, values: file.approved ? await read : await read.catch(() => undefined) });
  }
  found.push({ origin: 'environment', values: await fromVariables(input.environment, 'the environment') });
  found.push({ origin: 'flag', values: input.flags ?? {} });
  return found;
}

/** What a file of the project sets. Throws `config-invalid`. */
export async function settingsOfFile(
  { name, text }: ProjectFile,
  projectDirectory: string,
): Promise<Partial<Settings>> {
  const path = join(projectDirectory, name);
  return name === '.env' ? fromVariables(parseEnv(text), path) : fromYaml(text, path);
}

function lowers(name: SettingName, value: unknown, settings: Settings): boolean {
  const current = settings[name];
  return LOWERABLE.has(name) && typeof value === 'number' && typeof current === 'number' && value <= current;
}

/** Six settings need no more, and a parser can be kept busy for minutes by a megabyte of anchors, keys or brackets. */
const MAX_YAML_BYTES = 16 * 1024;
const MAX_ALIASES = 20;

async function fromYaml(text: string, path: string): Promise<Partial<Settings>> {
  if (Buffer.byteLength(text) > MAX_YAML_BYTES) {
    throw new RecoveryError(
      'config-invalid',
      `${path} is too large: expected at most ${MAX_YAML_BYTES} bytes of settings.`,
      { hint: 'Shorten or delete it.' },
    );
  }
  const { parse } = await import('yaml');
  let values: unknown;
  try {
    // Without its warnings, which quote the file on stderr.
    values = parse(text, { maxAliasCount: MAX_ALIASES, logLevel: 'error' }) ?? {};
  } catch (cause) {
    throw new RecoveryError('config-invalid', `${path} is not valid YAML: ${firstLine(cause)}`, {
      hint: 'Mend or delete it.',
      cause,
    });
  }
  return validSettings(values, path);
}

/** What is wrong and where; the lines below it quote the file. */
function firstLine(error: unknown): string {
  return (
    (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.replace(/:?$/, '.') ?? ''
  );
}

/** Most runs have nothing to check, and the schema's library takes half as long to load as Node itself. */
async function validSettings(values: unknown, where: string): Promise<Partial<Settings>> {
  const schema = await import('./settings-schema.ts');
  return schema.validSettings(values, where);
}

/** `RECOVERY_MAX_CHARS=4000`. Empty means not set. */
async function fromVariables(variables: Environment, where: string): Promise<Partial<Settings>> {
  const found: Record<string, unknown> = {};
  for (const name of SETTING_NAMES) {
    const text = variables[`RECOVERY_${name.toUpperCase()}`];
    if (text) found[name] = settingFromText(name, text);
  }
  return Object.keys(found).length === 0 ? {} : validSettings(found, where);
}
