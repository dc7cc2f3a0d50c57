import { isKnownId } from './known-ids.ts';
import { looksRandom, strangeness } from './randomness.ts';
import type { NameGrade } from './secret-names.ts';
import { MASK_START } from './step.ts';
import { wordSet } from './word-set.ts';

/**
 * How a value was written. `quoted`: a string. `bare`: code or prose, where a word is more likely a variable.
 * `literal`: without quotes where no code can stand (an environment file, a flag, a query parameter).
 */
export type ValueForm = 'quoted' | 'bare' | 'literal';

/** Somebody wrote what belongs here instead of it. */
const PLACEHOLDER = new RegExp(
  [
    /^$|^<.*>$|^\[.*\]$|^\{.*\}$|^\(.*\)$|^…|^[+),;:](?:\s|$|[A-Za-z_$][\w.]*$)|\.\.\.$|…$|[*•]{3}|_here$/,
    /^(?:x{3,}|\?{2,}|-{3,}|_{3,}|\.{2,}|your|my[_-]|some[_-]|not[_-]|dummy$|n\/a|tbd)/,
    /^(?:example|placeholder|redacted|insert|replace|todo|fill|enter|paste|sample)/,
    /^(?:undefined|null|none|nil|true|false|empty|optional|required|missing|invalid|unset|hidden|omitted)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Where the value comes from at run time: a variable, an expansion, a template, a call, another store. */
const REFERENCE = new RegExp(
  [
    /^\$(?:\w+$|[({])|^[&@!][A-Za-z_][\w.:>-]*$|^%[A-Za-z_({]\w*[%)}]?$|\$\{|\{\{|\$\(|#\{|<%|%\(|^%[sv]\b|\(\)$/,
    /^(?:process|import|os|env|ENV|secrets|vars?|local|self|this|std|Deno|Bun|System|Environment)[.[:]+\w/,
    /^(?:config|settings|args|options|req|request|ctx|data|module)[.[:]+\w|^(?:file|vault|arn):|^op:\/\//,
  ]
    .map(({ source }) => source)
    .join('|'),
);

const TYPE_WORDS = wordSet(`
  string number boolean object unknown bytes integer float text varchar buffer optional secretstr
  password passwd secret token apikey bearer basic inherit prompt stdin disabled enabled default
  function return await async const sha256 sha512 base64 bcrypt argon2 argon2id pbkdf2 oauth2
  scram-sha-256 expired authentication authorization oauth value values literal
`);

/** A chain of identifiers: `userPassword`, `config.db.password`, `module::NAME`, `rows[0]`. */
const IDENTIFIER = /^[A-Za-z_$][\w$]*(?:(?:\.|\?\.|::|->)[A-Za-z_$][\w$]*|\[\w*\]?)*[!?;:.]?$/;

const PATH_OR_URL =
  /^(?:~?\/|\.{1,2}\/|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/)|^[\w.@-]+\/[\w./@-]+\.[a-z]{1,5}$/;

/** Whether a value stands for something else (a variable, a type, a hint to the reader) or was masked already. */
export function isStandIn(value: string): boolean {
  return (
    value.includes(MASK_START) ||
    PLACEHOLDER.test(value) ||
    REFERENCE.test(value) ||
    /^(.)\1*$/.test(value) ||
    TYPE_WORDS.has(value.toLowerCase())
  );
}

/** Whether `value` is a secret, given what its name says and how it was written. */
export function isSecretValue(value: string, grade: NameGrade, form: ValueForm): boolean {
  if (value.length < 4 || (grade === 'weak' && !/\d/.test(value)) || isStandIn(value)) return false;
  if (PATH_OR_URL.test(value) && strangeness(value) < 0.4) return false;
  if (grade === 'password') return isPassword(value, form);
  if (form === 'bare' && IDENTIFIER.test(value) && !isStrange(value)) return false;
  if (/\s/.test(value)) return false;
  if (/^[\d.,_:-]+$/.test(value)) return grade === 'secret' && /^\d{16,}$/.test(value);
  if (grade === 'secret') return isSecret(value, form);
  return looksRandom(value) && !isKnownId(value);
}

function isPassword(value: string, form: ValueForm): boolean {
  if (form !== 'bare') return !/\s/.test(value) || isPassphrase(value);
  if (value.length < 6 || /\s|^[\d.,:%/-]+$/.test(value)) return false;
  if (/[!#$%^&*+=?@~]/.test(value.slice(0, -1))) return true;
  // `hunter2` is a password; `user_2`, `row.cell2` and `newPassword2` are variables.
  return isStrange(value) || (/\d/.test(value) && !/[._]|[a-z][A-Z]/.test(value));
}

/** Words of a phrase in quotes; prose (`Enter your password`) has capitals, full stops or the word itself. */
function isPassphrase(value: string): boolean {
  return (
    /^[a-z]{3,}(?: [a-z]{3,}){3,23}$/.test(value) &&
    !/\b(?:password|the|your|must|for|and|not|with)\b/.test(value)
  );
}

function isSecret(value: string, form: ValueForm): boolean {
  if (form === 'literal') return value.length >= 6;
  return (
    value.length >= 8 &&
    (/\d/.test(value) || strangeness(value) >= 0.35) &&
    (form === 'quoted' || isStrange(value))
  );
}

/** Has digits or letters that no identifier would have there. */
export function isStrange(value: string): boolean {
  return strangeness(value) >= 0.3;
}
