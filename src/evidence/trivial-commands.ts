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
  if (program === 'gh' || program === 'glab') return looksAtForge(words);
  if (readsWeb(program, words)) return true;
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

const LOOKING =
  /^(?:(?:pr|mr|issue|run|release|repo|workflow|label|gist|project|ruleset|cache|ci) (?:view|list|ls|diff|checks|status|watch)|(?:auth|search) \S+|status)\b/;

function looksAtForge(words: readonly string[]): boolean {
  if (words[1] === 'api') return !changesByApi(words);
  return LOOKING.test(words.slice(1, 3).join(' '));
}

/** `gh api` reads unless it is told otherwise; fields make it write. */
export function changesByApi(words: readonly string[]): boolean {
  if (programOf(words) !== 'gh' || words[1] !== 'api') return false;
  const method = /(?:^| )(?:-X|--method)[ =]?["']?(\w+)/.exec(words.join(' '))?.[1]?.toUpperCase();
  if (method !== undefined) return method !== 'GET' && method !== 'HEAD';
  // A query of GraphQL is sent as a field.
  if (words[2] === 'graphql') return /\bmutation\b/.test(words.join(' '));
  return words.some((word) => /^(?:-[fF]|--(?:raw-)?field|--input)(?:=|$)/.test(word));
}

const WEB_URL = /^https?:\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1\])/;
const SENDS = /^(?:-X|--request|-d|--data.*|--json|-F|--form|-T|--upload-file|--post-.*)/;

/** A page that is fetched; a server that runs here is tried out, and an install is more than a page. */
function readsWeb(program: string, words: readonly string[]): boolean {
  const args = words.slice(1).map(unquoted);
  if (program === 'curl' || program === 'wget')
    return args.some((word) => WEB_URL.test(word)) && !args.some((word) => SENDS.test(word));
  const named = args.filter((word) => !word.startsWith('-'));
  return named.length > 0 && named.every((word) => WEB_URL.test(word));
}
