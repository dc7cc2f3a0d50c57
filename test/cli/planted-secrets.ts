import {
  ALPHANUMERIC,
  BASE64,
  BASE64URL,
  DIGITS,
  HEX,
  LOWER,
  UPPER,
  seededRandom,
} from '../support/seeded-random.ts';

/** A secret that nobody has, made at run time so that no scanner takes this file for a leak. */
export interface PlantedSecret {
  kind: string;
  /** What must be found nowhere. */
  value: string;
  /** How a session shows it. */
  shown: string;
}

const random = seededRandom(20_261_123);
const letters = (length: number): string => random.text(ALPHANUMERIC, length);
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const begin = ['-----BEGIN', 'RSA', 'PRIVATE', 'KEY-----'].join(' ');

/** A token that is known by its own shape; its prefix is written in parts. */
function token(kind: string, ...parts: readonly string[]): PlantedSecret {
  const value = parts.join('');
  return { kind, value, shown: value };
}

/** One that is known by what stands around it, at `%`. */
function within(kind: string, value: string, context: string): PlantedSecret {
  return { kind, value, shown: context.replace('%', () => value) };
}

const basic = Buffer.from(`deploy:${letters(18)}`).toString('base64');
const jwt = [part({ alg: 'HS256' }), part({ sub: random.text(DIGITS, 9) }), random.text(BASE64URL, 43)].join(
  '.',
);
const keyLines = Array.from({ length: 4 }, () => random.text(BASE64, 64));
const webhook = `T${random.text(UPPER, 8)}/B${random.text(UPPER, 8)}/${letters(24)}`;

export const SECRETS: readonly PlantedSecret[] = [
  token('GitHub personal', 'gh', 'p_', letters(36)),
  token('GitHub fine-grained', 'github_', 'pat_', letters(22), '_', letters(59)),
  token('GitLab', 'gl', 'pat-', letters(20)),
  token('AWS key id', 'AK', 'IA', random.text(`${UPPER}234567`, 16)),
  within('AWS secret key', random.text(BASE64, 40), 'aws_secret_access_key = %'),
  token('Google', 'AI', 'za', random.text(BASE64URL, 35)),
  token('OpenAI', 'sk-', 'proj-', letters(100)),
  token('Anthropic', 'sk-', 'ant-api03-', letters(93), 'AA'),
  token('Hugging Face', 'h', 'f_', random.text(LOWER + UPPER, 34)),
  token('Slack bot', 'xo', 'xb-', random.text(DIGITS, 12), '-', random.text(DIGITS, 12), '-', letters(24)),
  within('Slack webhook', webhook, 'https://hooks.slack.com/services/%'),
  token('Stripe', 'sk_', 'live_', letters(24)),
  token('SendGrid', 'S', 'G.', letters(22), '.', letters(43)),
  token('npm', 'np', 'm_', letters(36)),
  token('PyPI', 'py', 'pi-AgEIcHlwaS5vcmc', letters(120)),
  token('DigitalOcean', 'do', 'p_v1_', random.text(HEX, 64)),
  token('Telegram', '7', random.text(DIGITS, 9), ':A', 'A', letters(33)),
  token('JSON web token', jwt),
  within(
    'private key',
    keyLines[1] ?? '',
    `${begin}\n${keyLines[0]}\n%\n${keyLines[2]}\n${begin.replace('BEGIN', 'END')}`,
  ),
  within('database URL', letters(16), 'postgres://app:%@db.example.com:5432/app'),
  within('basic header', basic, 'Authorization: Basic %'),
  within('bearer header', letters(40), 'Authorization: Bearer %'),
  within('password', `${letters(9)}!${letters(5)}`, 'DB_PASSWORD=%'),
  within('client secret', letters(32), '{"client_secret": "%", "id": 4}'),
  within('curl user', letters(14), 'curl -u deploy:% https://api.example.com'),
  within('query', letters(28), 'https://api.example.com/v1?access_token=%&page=2'),
];

/** Words, as people choose them: known only because a file or a variable holds them. */
export const IN_PROJECT_ENV = ['plum', 'tractor', 'vivid', 'lagoon'].join('-');
export const IN_ENVIRONMENT = ['otter', 'marble', 'sunday', 'quilt'].join('_');
export const KNOWN: readonly PlantedSecret[] = [
  token('value of the .env', IN_PROJECT_ENV),
  token('value of a variable', IN_ENVIRONMENT),
];

export const LOOK_ALIKES: readonly string[] = [
  '9b2c4d6e8f0a1b3c5d7e9f1a2b3c4d5e6f708192',
  '0194c2f8-7d3a-4c1e-9b5f-2a4d6e8f0b1c',
  'src/components/AuthenticationTokenProvider2.test.tsx',
  'typescript@7.0.2-beta.20261101',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
];
