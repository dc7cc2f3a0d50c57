/** Splitting shell lines into simple commands, for judging only. */

const TRIVIAL = new Set(
  (
    'ls cat grep rg egrep fgrep find head tail echo printf cd pwd wc sed awk sort uniq tr cut xargs tee mkdir rm cp mv ' +
    'touch chmod true false sleep which test [ [[ for do done if then fi else while case esac export set unset source ' +
    'date env stat file du df tree diff kill ps jq nl basename dirname realpath less more read return exit wait'
  ).split(' '),
);

/** Simple commands of a line: split at && || ; | and line feeds outside quotes. */
export function splitCommands(line: string): string[] {
  const found: string[] = [];
  let current = '';
  let quote = '';
  for (let index = 0; index < line.length; index++) {
    const character = line[index] ?? '';
    if (character === '\\') {
      current += character + (line[index + 1] ?? '');
      index++;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      current += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      current += character;
    } else if (character === '\n' || character === ';' || character === '|' || isAnd(line, index)) {
      found.push(current);
      current = '';
      if (line[index + 1] === character) index++;
    } else current += character;
  }
  found.push(current);
  return found.map(normalCommand).filter((command) => command !== '');
}

function isAnd(line: string, index: number): boolean {
  return line[index] === '&' && line[index + 1] === '&';
}

/** One line, without assignments in front and redirections to nowhere. */
export function normalCommand(command: string): string {
  return command
    .replace(/\s+/g, ' ')
    .replace(/\s?(?:[12&]?>\s?\/dev\/null|2>&1)/g, '')
    .trim()
    .replace(/^(?:[A-Z_][A-Z0-9_]*=\S+ )+/, '');
}

/** Whether any session runs it, so that nobody needs to be told. */
export function isTrivial(command: string): boolean {
  const [program = '', subcommand = ''] = command.split(' ');
  if (program === 'git')
    return !/^(?:push|pull|merge|rebase|cherry-pick|worktree|revert|bisect)$/.test(subcommand);
  return TRIVIAL.has(program) || !/^[\w./~-]+$/.test(program) || command.length > 200 || command.length < 3;
}

export function firstTwoWords(command: string): string {
  return command.split(' ', 2).join(' ');
}

/** Test names and selectors of a command. */
export function testsIn(command: string): string[] {
  const found = [
    ...command.matchAll(/(?:-run|-k|-t|--grep|--filter|--testNamePattern)[= ](?:"([^"]+)"|'([^']+)'|(\S+))/g),
  ].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
  found.push(...[...command.matchAll(/::(\w[\w:]*)/g)].map(([, name = '']) => name));
  return found
    .flatMap((selector) => selector.split('|'))
    .map((name) => name.replace(/^[\^(]+|[)$]+$/g, ''))
    .filter((name) => name.length > 3);
}
