/** Secrets that nobody has. They are put together at run time, so that no scanner takes this file for a leak. */
import { ALPHANUMERIC, DIGITS, HEX, LETTERS, type Random } from './random.ts';

export interface SecretKind {
  kind: string;
  /** The part that must be found nowhere, and the text in which the session shows it: `%` stands for the part. */
  make: (random: Random) => readonly [value: string, shown: string];
}

const BASE64URL = `${ALPHANUMERIC}-_`;
/** What ids of AWS keys are made of. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function prefixed(kind: string, prefix: string, alphabet: string, length: number): SecretKind {
  return {
    kind,
    make: (random) => {
      const value = prefix.replaceAll('~', '') + random.text(alphabet, length);
      return [value, value];
    },
  };
}

function within(kind: string, shown: string, length: number): SecretKind {
  return {
    kind,
    make: (random) => {
      // A letter and a digit at least, as generated passwords have.
      const value = `${random.text(LETTERS, length - 2)}${random.text(DIGITS, 2)}`;
      return [value, shown.replaceAll('~', '').replace('%', value)];
    },
  };
}

/** A tilde is dropped when the secret is made. */
export const SECRET_KINDS: readonly SecretKind[] = [
  prefixed('GitHub, personal', 'g~hp_', ALPHANUMERIC, 36),
  prefixed('GitHub, fine-grained', 'github~_pat_', ALPHANUMERIC, 82),
  prefixed('GitHub, app', 'g~hs_', ALPHANUMERIC, 36),
  prefixed('GitLab', 'gl~pat-', BASE64URL, 20),
  prefixed('AWS key id', 'AK~IA', BASE32, 16),
  within('AWS secret key', 'aws_secret~_access_key = %', 40),
  prefixed('Google', 'AI~za', BASE64URL, 35),
  prefixed('OpenAI', 's~k-proj-', ALPHANUMERIC, 48),
  prefixed('Anthropic', 's~k-ant-api03-', BASE64URL, 95),
  prefixed('Hugging Face', 'h~f_', LETTERS, 34),
  prefixed('Slack bot', 'xo~xb-123456789012-', ALPHANUMERIC, 24),
  within('Slack webhook', 'https://hooks.slack~.com/services/T0123ABCD/B0123ABCD/%', 24),
  prefixed('Stripe', 'sk~_live_', ALPHANUMERIC, 24),
  prefixed('SendGrid', 'S~G.abcdefghijklmnopqrstuv.', ALPHANUMERIC, 43),
  prefixed('npm', 'np~m_', ALPHANUMERIC, 36),
  prefixed('PyPI', 'py~pi-AgEIcHlwaS5vcmc', BASE64URL, 120),
  prefixed('DigitalOcean', 'do~p_v1_', HEX, 64),
  prefixed('Telegram bot', '712345678~:AA', BASE64URL, 33),
  {
    kind: 'JSON web token',
    make: (random) => {
      const part = (text: string): string => Buffer.from(text).toString('base64url');
      const value = `${part('{"alg":"HS256","typ":"JWT"}')}.${part(`{"sub":"${random.name()}"}`)}.${random.text(BASE64URL, 43)}`;
      return [value, value];
    },
  },
  {
    kind: 'private key',
    make: (random) => {
      const [value, rest] = [random.text(ALPHANUMERIC, 64), random.text(ALPHANUMERIC, 64)];
      const mark = (word: string): string => `-----${word} PRI~VATE KEY-----`.replaceAll('~', '');
      return [value, `${mark('BEGIN')}\n${rest}\n${value}\n${mark('END')}`];
    },
  },
  within('password of a database', 'postgres://app:%@db.example.test:5432/app', 16),
  within('basic header', 'Authorization: Basic %', 32),
  within('bearer header', 'Authorization: Bearer %', 40),
  within('password in a setting', 'DB_PASSWORD=%', 16),
  within('client secret in JSON', '{"client_secret": "%"}', 32),
  within('curl user', 'curl -u deploy:% https://api.example.test/v1', 16),
  within('token in a query', 'https://api.example.test/v1?access_token=%&page=2', 28),
];

/** What looks like a secret and is none: the next session needs it to the letter. */
export const LOOK_ALIKES: readonly (readonly [kind: string, make: (random: Random) => string])[] = [
  ['a commit', (random) => random.text(HEX, 40)],
  ['a UUID', (random) => random.uuid()],
  ['an integrity hash', (random) => `sha512-${random.text(ALPHANUMERIC, 86)}==`],
  ['a digest', (random) => `sha256:${random.text(HEX, 64)}`],
  ['a path', (random) => `src/components/AuthenticationTokenProvider-${random.name()}.test.tsx`],
  ['a placeholder', (random) => `API_TOKEN=<your-token-for-${random.name()}>`],
  ['a variable', (random) => `$DEPLOY_TOKEN_${random.text('ABCDEFGHJKLMNPQRSTUVWXYZ', 6)}`],
];
