/** The seam between the command line and the operations. */

/** 0 done, 1 the answer is no, 2 it broke. */
export type ExitCode = 0 | 1 | 2;

/** All that a command may know of the process that runs it. */
export interface Context {
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
  now: () => Date;
  /** Writes to standard output, without what steers a terminal. */
  print: (text: string) => void;
  /** Writes to standard error, in the same way: warnings, what is not the result. */
  note: (text: string) => void;
  /** Writes to standard error as it is, to draw over what is there: for what we say ourselves only. */
  draw: (text: string) => void;
  stdinIsTerminal: boolean;
  stdoutIsTerminal: boolean;
  stderrIsTerminal: boolean;
}

export interface OptionSpec {
  type: 'string' | 'boolean';
  short?: string;
  /** How the value is called in the help: `FILE`. */
  value?: string;
  description: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type ValueOf<T extends OptionSpec['type']> = T extends 'boolean' ? boolean : string;

/** What was given, by the option's name; an option that was not given is absent. */
type OptionValues<S extends OptionSpecs> = { [K in keyof S]?: ValueOf<S[K]['type']> };

export interface Invocation<S extends OptionSpecs> {
  options: OptionValues<S>;
  positionals: string[];
  context: Context;
}

export interface Command<S extends OptionSpecs = OptionSpecs> {
  /** More for its own help, when the one line of the list of commands is not enough. */
  details?: string;
  /** Names of positional arguments, as shown in the help; `[NAME]` where it may be left out. */
  positionals?: readonly string[];
  options: S;
  /** Command lines that work as they are. */
  examples: readonly string[];
  run(invocation: Invocation<S>): Promise<ExitCode>;
}

/** Options that every command has. */
export const COMMON_OPTIONS = {
  json: { type: 'boolean', description: 'print the same facts as JSON' },
  project: {
    type: 'string',
    short: 'C',
    value: 'DIR',
    description: 'work for this directory instead of the current one',
  },
  help: { type: 'boolean', short: 'h', description: 'show this help' },
} as const satisfies OptionSpecs;

/** Adds the common options, and types what `run` is given by the options that are declared. */
export function defineCommand<const S extends OptionSpecs>(
  command: Omit<Command, 'options' | 'run'> & {
    options: S;
    run: (invocation: Invocation<S & typeof COMMON_OPTIONS>) => Promise<ExitCode>;
  },
): Command {
  return { ...command, options: { ...command.options, ...COMMON_OPTIONS } };
}
