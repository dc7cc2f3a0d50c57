/** A place where something is given to a name: `name`, an operator, and where the value begins. */
export interface AssignmentSite {
  text: string;
  /** The whole name, with the dashes of a flag. */
  name: string;
  nameStart: number;
  /** What stands between name and value, without quotes and spaces; empty behind a flag or in prose. */
  operator: string;
  valueStart: number;
}

/** A word that may make a name secret. Whether it does is decided for the whole name. */
const KEYWORDS =
  '(?:(?:api|access|secret|private) key|pass|pwd|pswd|secret|token|key|cred|auth|private|dsn|sig|cookie|session|webhook|mnemonic|conn|jwt|bearer)';

/** `name: DB_PASSWORD`, then `value:` beside or below it, as in Kubernetes manifests and lists of variables. */
const NAME_AND_VALUE = String.raw`\\{0,3}["']?,?\s{0,40}\\{0,3}["']?(?<![\w])value\\{0,3}["']?[ \t]{0,4}[:=]`;

/** A type between the name and `=`: TypeScript, Python, Rust, Go. */
const TYPED = String.raw`(?:[ \t]{0,8}\??:[ \t]{0,4}&?(?:'static )?|[ \t]{1,4})(?:str|string|text|any)[ \t]{0,4}=`;

/**
 * The name's own closing quote or bracket; then an assignment in any language, a comma or bracket of a call, `>` of
 * XML, `is` of prose, or only a space (behind a flag).
 */
const ASSIGNED = String.raw`(?:\\{0,3}["'${'`'}]\]?|\])?(?:[ \t]{0,8}(?:=>|->|:=|={1,3}|!==?|::?(?!//)|,|\(|>|%3D)|[ \t]{1,4}(?:is|was|to)[ \t:]|[ \t](?=[ \t]{0,8}[^ \t]))`;

const NAME_AND_OPERATOR = new RegExp(
  `${KEYWORDS}[A-Za-z0-9_.-]{0,24}(?:${[NAME_AND_VALUE, TYPED, ASSIGNED].join('|')})[ \\t]{0,8}`,
  'gi',
);

/** In prose a key has a name of two words. */
const NAME = /^(?:(?:api|access|secret|private) (?=key))?[A-Za-z0-9_.-]+/i;
const NAME_CHARACTER = /[A-Za-z0-9_.-]/;
const MAX_NAME = 64;

/** The first site at or behind `from` whose name may say secret. */
export function nextSite(text: string, from: number): AssignmentSite | undefined {
  NAME_AND_OPERATOR.lastIndex = from;
  const match = NAME_AND_OPERATOR.exec(text);
  if (match === null) return undefined;
  const valueStart = match.index + match[0].length;
  const nameStart = startOfName(text, match.index);
  const name = NAME.exec(text.slice(nameStart, valueStart))?.[0] ?? '';
  const operator = text
    .slice(nameStart + name.length, valueStart)
    .replace(/^[\\"'`\]]+/, '')
    .trim();
  return { text, name, nameStart, operator, valueStart };
}

/** Back from the word that was found to where its name begins. */
function startOfName(text: string, wordStart: number): number {
  let start = wordStart;
  while (start > 0 && wordStart - start < MAX_NAME && NAME_CHARACTER.test(text.charAt(start - 1))) start -= 1;
  // The `n` of a literal `\n` is not part of the name.
  const escaped = start < wordStart && text.charAt(start - 1) === '\\' && /[nrt]/.test(text.charAt(start));
  return escaped ? start + 1 : start;
}
