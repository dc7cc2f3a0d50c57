/** Text that Claude Code writes into user records by itself. Prefixes, as of 2.1.x (2026-11). */
const HARNESS_PREFIXES = [
  '<local-command-stdout>',
  '<local-command-stderr>',
  '<local-command-caveat>',
  '<bash-input>',
  '<bash-stdout>',
  '<bash-stderr>',
  '<task-notification>',
  '<agent-notification>',
  '<teammate-message',
  '<session-start-hook>',
  'Caveat:',
  'This session is being continued from a previous conversation',
];

/** Blocks that the harness puts in front of, or behind, what a person really typed. */
const HARNESS_BLOCKS =
  /<(system-reminder|ide_opened_file|ide_selection|ide_diagnostics|new-diagnostics)>[\s\S]*?<\/\1>\s*/g;

export const INTERRUPTED = '[Request interrupted by user';

export interface HumanText {
  text: string;
  origin: 'typed' | 'command';
}

/** What a person typed, without the harness's additions; undefined when it was all the harness's. */
export function humanText(raw: string): HumanText | undefined {
  const text = (raw.includes('<') ? raw.replace(HARNESS_BLOCKS, '') : raw).trim();
  if (text === '' || text.startsWith(INTERRUPTED)) return undefined;
  if (text.startsWith('<command-')) {
    const commandArguments = /<command-args>([\s\S]*?)<\/command-args>/.exec(text)?.[1]?.trim();
    return commandArguments ? { text: commandArguments, origin: 'command' } : undefined;
  }
  if (HARNESS_PREFIXES.some((prefix) => text.startsWith(prefix))) return undefined;
  return { text, origin: 'typed' };
}
