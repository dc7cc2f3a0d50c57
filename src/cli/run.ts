import { parseArgs } from 'node:util';
import { RecoveryError } from '../errors.ts';
import type { Command, Context, ExitCode } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, overview } from './help.ts';
import { VERSION } from './version.ts';

/** Runs one command line; never throws. */
export async function run(words: readonly string[], context: Context): Promise<ExitCode> {
  try {
    return await dispatch(words, context);
  } catch (error) {
    report(error, context, words.includes('--json'));
    return 2;
  }
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
  const { values, positionals } = parse(command, rest);
  if (values['help'] === true) {
    context.print(commandHelp(command));
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
    throw new RecoveryError('usage', `recovery ${command.name}: ${reason}.`, {
      hint: `See \`recovery ${command.name} --help\`.`,
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

function report(error: unknown, context: Context, asJson: boolean): void {
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
