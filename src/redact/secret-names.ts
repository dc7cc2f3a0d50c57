import { wordSet } from './word-set.ts';

/**
 * How surely a name says that its value is a secret. `password`: any value is one, however simple. `secret`: any
 * value that is not plainly a word. `weak`: the name alone says little (`key`, `auth`), the value must look random.
 */
export type NameGrade = 'password' | 'secret' | 'weak';

const PASSWORD = /(?:passwor[dt]|passwd|passphrase|passwrd|passcode|pswd)$/;
const PASSWORD_WORDS = wordSet('pwd pass userpass dbpass mysqlpwd mnemonic');
const SECRET =
  /(?:secret|token|apikey|accesskey|secretkey|privatekey|authkey|accountkey|credential|credentials)$/;
const SECRET_WORDS = wordSet('creds bearer jwt dsn connectionstring otp pat pass sas');
const WEAK_WORDS = wordSet(`
  key keys auth authorization cookie signature sig sid session webhook private salt pepper nonce seed
  license sessionid authcode
`);

/** Before `key`, these make a name that says secret. */
const KEY_OWNERS = wordSet(`
  api access secret private signing encryption client account shared master auth service storage ssh
  hmac webhook consumer subscription admin deploy license x app application token security sas role
  integration ingest write
`);

/** Anywhere in a name, these make it harmless: it is published, or it is a key into a table. */
const PUBLIC_WORDS = wordSet(`
  public publishable pub foreign primary partition sort cache idempotency hot translation row object
  press keyboard csp lookup react sitekey known
`);

/** Words that follow a secret's name without changing what it holds: `PASSWORD_1`, `api_key_prod`, `token_value`. */
const IGNORED_ENDINGS = wordSet(`
  value string prod production dev live base64 b64 hex raw base new old plain hash
`);

/** `awsSecretAccessKey`, `AWS_SECRET_ACCESS_KEY` and `aws-secret-access-key` all give the same lower-case words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

function gradeOfWords(words: readonly string[]): NameGrade | undefined {
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  if (PASSWORD.test(last) || PASSWORD_WORDS.has(last)) return 'password';
  if (SECRET.test(last) || SECRET_WORDS.has(last)) return 'secret';
  if (before !== undefined && last === 'key' && KEY_OWNERS.has(before)) return 'secret';
  if (before !== undefined && last === 'string' && before.startsWith('conn')) return 'secret';
  return WEAK_WORDS.has(last) ? 'weak' : undefined;
}

/** What the name of a variable, key, header, flag or column says about its value; undefined: nothing. */
export function gradeOfName(name: string): NameGrade | undefined {
  // The working directory of every shell. `DB_PWD` and the `Pwd=` of a connection string are passwords.
  if (name === 'PWD' || name === 'OLDPWD' || name === 'PASS') return undefined;
  const words = wordsOf(name);
  if (words.length === 0) return undefined;
  if (words.some((word) => PUBLIC_WORDS.has(word))) return undefined;
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_KEY$/.test(name)) return 'secret';
  const grade = gradeOfWords(words);
  if (grade !== undefined) return grade;
  const last = words.at(-1) ?? '';
  if (IGNORED_ENDINGS.has(last)) return gradeOfWords(words.slice(0, -1));
  return undefined;
}

/** The kind shown in place of the value of such a name. */
export function kindOfName(name: string, grade: NameGrade): string {
  if (grade === 'password') return 'password';
  const lower = name.toLowerCase();
  if (lower.includes('token')) return 'token';
  return lower.includes('key') ? 'api-key' : 'secret';
}
