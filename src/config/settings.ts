/** Everything that can be configured. Names are the same in files, in flags and, in capitals, in the environment. */
export interface Settings {
  /** Fraction of the limit at which a recovery is prepared. */
  threshold: number;
  /** Tokens of context that count as full; 0: what is known of the model and its agent. */
  limit_tokens: number;
  /** Size of the resume prompt, in characters. */
  max_chars: number;
  /** Whether the resume prompt asks the agent to wait for a confirmation. */
  confirm: boolean;
  /** Agents whose sessions are looked for; empty: all. */
  agents: string[];
  /** Commands that `bootstrap --verify` runs, each without a shell. */
  verify: string[];
}
export type SettingName = keyof Settings;

export const DEFAULT_SETTINGS: Settings = {
  threshold: 0.8,
  limit_tokens: 0,
  max_chars: 8000,
  confirm: true,
  agents: [],
  verify: [],
};

export const SETTING_NAMES: readonly SettingName[] = Object.keys(DEFAULT_SETTINGS) as SettingName[];

/** What a project that nobody approved may do: lower these, and nothing else. */
export const LOWERABLE: ReadonlySet<SettingName> = new Set(['threshold', 'max_chars']);

/** The value that a text stands for, by the type of the setting. Lists are separated by commas. */
export function settingFromText(name: SettingName, text: string): unknown {
  const example = DEFAULT_SETTINGS[name];
  if (Array.isArray(example)) return listFromText(text);
  if (typeof example === 'number') return Number(text);
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : text;
}

function listFromText(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
