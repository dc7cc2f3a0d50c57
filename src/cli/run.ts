import { parseArgs } from 'node:util';
import { RecoveryError } from '../errors.ts';
import { visibleJson, visibleText } from '../session/visible-text.ts';
import type { Command, Context, ExitCode } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, overview } from './help.ts';
import { VERSION } from './version.ts';

/** Runs one command line; never throws. */
export async function run(words: readonly string[], context: Context): Promise<ExitCode> {
  const asJson = words.includes('--json');
  const safe = withVisibleOutput(context, { asJson });
  try {
    return await dispatch(words, safe);
  } catch (error) {
    return told(error, safe, { asJson });
  }
}

function told(error: unknown, context: Context, how: { asJson: boolean }): ExitCode {
  try {
    report(error, context, how);
    return isNo(error) ? 1 : 2;
  } catch (unwritable) {
    report(unwritable, context, { asJson: false });
    return 2;
  }
}

/** Paths, names and transcripts come from others, so all that is printed passes here. */
function withVisibleOutput(context: Context, { asJson }: { asJson: boolean }): Context {
  const { environment, now, draw } = context;
  return {
    get cwd() {
      return context.cwd;
    },
    environment,
    now,
    print: (text) => context.print(asJson ? visibleJson(text) : visibleText(text)),
    note: (text) => context.note(visibleText(text)),
    draw,
    get stdinIsTerminal() {
      return context.stdinIsTerminal;
    },
    get stdoutIsTerminal() {
      return context.stdoutIsTerminal;
    },
    get stderrIsTerminal() {
      return context.stderrIsTerminal;
    },
  };
}

/** Nothing is here to work on: an answer, and not a failure. */
function isNo(error: unknown): boolean {
  return error instanceof RecoveryError && (error.code === 'no-session' || error.code === 'no-manifest');
}

async function dispatch(words: readonly string[], context: Context): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const topic = name === 'help' ? rest[0] : undefined;
    if (topic !== undefined) return dispatch([topic, '--help'], context);
    context.print(overview(commands, VERSION));
    return 0;
  }
  if (name === '--version' || name === '-v') {
    context.print(`${VERSION}\n`);
    return 0;
  }
  const entry = commands.find((candidate) => candidate.name === name);
  if (!entry) {
    throw new RecoveryError('usage', `There is no command "${name}".`, { hint: suggestion(name) });
  }
  const command = await entry.load();
  const { values, positionals } = parse(entry.name, command, rest);
  if (values['help'] === true) {
    context.print(commandHelp(entry, command));
    return 0;
  }
  const allowed = command.positionals?.length ?? 0;
  if (positionals.length > allowed) {
    throw new RecoveryError(
      'usage',
      `recovery ${name} takes ${allowed === 0 ? 'no' : `at most ${allowed}`} argument(s).`,
      {
        hint: `See \`recovery ${name} --help\`.`,
      },
    );
  }
  return command.run({ options: values, positionals, context });
}

function parse(
  name: string,
  command: Command,
  words: readonly string[],
): { values: Record<string, string | boolean>; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([key, { type, short }]) => [
      key,
      short === undefined ? { type } : { type, short },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      strict: true,
    });
    return { values: Object.fromEntries(Object.entries(values).filter(isSingle)), positionals };
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : '';
    throw new RecoveryError('usage', `recovery ${name}: ${reason}.`, {
      hint: `See \`recovery ${name} --help\`.`,
      cause,
    });
  }
}

function isSingle(entry: [string, unknown]): entry is [string, string | boolean] {
  return typeof entry[1] === 'string' || typeof entry[1] === 'boolean';
}

function suggestion(name: string): string {
  const near = commands.find((candidate) => candidate.name.startsWith(name.slice(0, 3)));
  return near ? `Did you mean \`recovery ${near.name}\`?` : '`recovery --help` lists the commands.';
}

function report(error: unknown, context: Context, { asJson }: { asJson: boolean }): void {
  const known = error instanceof RecoveryError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (asJson) {
    context.print(
      `${JSON.stringify({ error: { code: known?.code ?? 'internal', message, hint: known?.hint } })}\n`,
    );
    return;
  }
  context.note(`recovery: ${message}\n`);
  if (known?.hint !== undefined) context.note(`  ${known.hint}\n`);
  if (!known)
    context.note('  This is a mistake in recovery itself. Set RECOVERY_DEBUG=1 to see where it happened.\n');
  if (context.environment['RECOVERY_DEBUG'] && error instanceof Error) context.note(`${error.stack}\n`);
}
