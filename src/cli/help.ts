import type { Command, OptionSpecs } from './command.ts';
import type { CommandEntry } from './commands.ts';

export function commandHelp({ name, summary }: CommandEntry, command: Command): string {
  const positionals = (command.positionals ?? []).join(' ');
  const lines = [summary, ''];
  if (command.details !== undefined) lines.push(command.details, '');
  lines.push('Usage', `  recovery ${name}${positionals === '' ? '' : ` ${positionals}`} [options]`, '');
  lines.push('Options', ...optionLines(command.options), '');
  lines.push(
    command.examples.length === 1 ? 'Example' : 'Examples',
    ...command.examples.map((example) => `  ${example}`),
  );
  return `${lines.join('\n')}\n`;
}

export function overview(entries: readonly CommandEntry[], version: string): string {
  const width = Math.max(...entries.map(({ name }) => name.length));
  const commands = entries.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `recovery ${version}: the end of an agent's session made harmless

Usage
  recovery <command> [options]

Commands
${commands.join('\n')}

Start with
  recovery demo                 see the whole job on a bundled session
  recovery prepare              turn the newest session of this directory into a manifest
  recovery bootstrap            print the prompt with which the next session goes on

\`recovery <command> --help\` shows the options. Exit codes: 0 done, 1 the answer is no (nothing is here,
time to prepare, verify first), 2 it broke.
`;
}

function optionLines(options: OptionSpecs): string[] {
  const rows = Object.entries(options).map(([name, { short, value, description }]) => ({
    left: `  ${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    description,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.map(({ left, description }) => `${left.padEnd(width)}  ${description}`);
}
