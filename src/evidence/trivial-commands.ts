import { unquoted, type Segment } from './shell-segments.ts';

/** Programs that look around, print, or move files: any session runs them, and nobody needs to be told. */
const TRIVIAL = new Set(
  (
    'ls cat bat grep rg egrep fgrep zgrep ag ack find fd head tail echo printf cd pushd popd pwd wc sed awk gawk which ' +
    'type whereis true false sleep sort uniq tr cut paste xargs tee less more mkdir rmdir touch rm cp mv ln chmod chown ' +
    'test [ [[ (( : exit return for fi done esac case select in function set unset source . env date cal diff comm cmp ' +
    'stat file du df tree ps top kill pkill killall read clear history whoami id hostname uname column jq yq nl basename ' +
    'dirname realpath readlink od xxd hexdump strings base64 md5sum sha1sum sha256sum shasum break continue wait jobs fg ' +
    'bg disown trap shift eval let alias seq yes rev tac fold fmt expand man help open pbcopy pbpaste nproc free uptime ' +
    'get-content get-childitem select-string write-output set-location get-location test-path new-item remove-item ' +
    'copy-item move-item select-object where-object format-table out-string measure-object dir cls'
  ).split(' '),
);

/** Of git, only what changes more than the index and is not told by `git status`, `git log` or the side effects. */
const TELLING_GIT = new Set(
  'push pull merge rebase cherry-pick revert worktree bisect submodule subtree clone am apply lfs'.split(' '),
);

const INLINE_PROGRAM = /^(?:python|python2|python3|node|deno|bun|perl|ruby|php|lua|osascript)$/;

/** Whether a command is not worth knowing: it looks around, or it is a program written into the command line. */
export function isTrivial({ words }: Segment): boolean {
  const program = programOf(words);
  if (program === 'git') return isTrivialGit(words);
  if (TRIVIAL.has(program) || TRIVIAL.has(program.toLowerCase())) return true;
  if (
    INLINE_PROGRAM.test(program) &&
    words.slice(1, 4).some((word) => /^-(?:[cepErB]|pe|ne|-eval)?$/.test(word))
  )
    return true;
  return !/^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/])?[\p{L}\d_][\p{L}\d_./\\@+-]*$/u.test(
    program === '' ? '' : (words[0] ?? ''),
  );
}

/** The name of the program without its folder. */
export function programOf(words: readonly string[]): string {
  const path = unquoted(words[0] ?? '');
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function isTrivialGit(words: readonly string[]): boolean {
  const subcommand = gitSubcommand(words);
  return subcommand === undefined || !TELLING_GIT.has(subcommand) || words.includes('--help');
}

/** `git -C there -c a=b push` is a push. */
export function gitSubcommand(words: readonly string[]): string | undefined {
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '-C' || word === '-c') index++;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}
