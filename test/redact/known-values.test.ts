import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { collectKnownValues, readCredentialFiles } from '../../src/redact/known-values.ts';
import { ALPHANUMERIC, BASE64, seededRandom } from '../support/seeded-random.ts';

const random = seededRandom(21);
const SECRET = random.text(ALPHANUMERIC, 24);

function valuesOf(environment: Record<string, string>): string[] {
  return collectKnownValues({ environment, files: [] }).map(({ value }) => value);
}

function valuesIn(path: string, text: string): string[] {
  return collectKnownValues({ environment: {}, files: [{ path, text }] }).map(({ value }) => value);
}

describe('known values of the environment', () => {
  it.each([
    'GITHUB_TOKEN',
    'OPENAI_API_KEY',
    'DB_PASSWORD',
    'DB_PWD',
    'SMTP_PASS',
    'AWS_SECRET_ACCESS_KEY',
    'STRIPE_SECRET',
    'npm_config__authToken',
    'NPM_AUTH',
    'SENTRY_DSN',
    'SLACK_WEBHOOK',
    'AZURE_STORAGE_CONNECTION_STRING',
    'GOOGLE_CREDENTIALS',
    'TLS_PRIVATE_KEY',
    'pgpassword',
    'CLIENT_SECRET_PROD',
    'DATADOG_KEY',
  ])('are taken from %s', (name) => {
    expect(valuesOf({ [name]: SECRET })).toEqual([SECRET]);
  });

  it.each([
    ['PWD', '/home/anna/projects/shop'],
    ['OLDPWD', '/home/anna/projects/shop'],
    ['HOME', '/home/anna'],
    ['PATH', '/usr/local/bin:/usr/bin:/bin'],
    ['STRIPE_PUBLIC_KEY', SECRET],
    ['PUBLIC_KEY_ID', SECRET],
    ['NEXT_PUBLIC_MAP_TOKEN', SECRET],
    ['SSH_AUTH_SOCK', '/tmp/ssh-abc/agent.123'],
    ['SSL_KEY_FILE', '/etc/ssl/private/server.key'],
    ['PRIVATE_KEY', '/etc/ssl/private/server.key'],
    ['TOKEN_URL', 'https://login.example.com/oauth/token'],
    ['AUTH_TYPE', 'password-and-otp'],
    ['API_TOKEN', 'short1'],
    ['USE_TOKEN', 'true'],
    ['MAX_TOKENS', '100000000'],
    ['TOKEN_LIMIT', '100000000'],
    ['POSTGRES_PASSWORD', 'postgres'],
    ['DESKTOP_SESSION', 'gnome-classic'],
    ['GITHUB_TOKEN', '${GH_TOKEN}'],
    ['EDITOR', 'vim-with-a-long-name-2'],
  ])('are not taken from %s=%s', (name, value) => {
    expect(valuesOf({ [name]: value })).toEqual([]);
  });

  it('include the password of a URL whatever the variable is called', () => {
    expect(valuesOf({ UPSTREAM: `redis://app:${SECRET}@cache:6379` })).toEqual([
      `redis://app:${SECRET}@cache:6379`,
      SECRET,
    ]);
  });

  it('include a token of a known provider whatever the variable is called', () => {
    const token = `ghp_${random.text(ALPHANUMERIC, 36)}`;
    expect(valuesOf({ THING: token })).toEqual([token]);
  });

  it('come longest first and each once', () => {
    expect(valuesOf({ A_TOKEN: SECRET, B_TOKEN: `${SECRET}${SECRET}`, C_TOKEN: SECRET })).toEqual([
      `${SECRET}${SECRET}`,
      SECRET,
    ]);
  });
});

describe('known values of credential files', () => {
  const base64 = random.text(BASE64, 40);

  it.each([
    ['/p/.env', `# comment\nPORT=3000\nAPI_TOKEN=${SECRET} # the token\n`, SECRET],
    ['/p/.env.local', `export API_TOKEN="${SECRET}"\n`, SECRET],
    ['/p/.env', `API_TOKEN='${SECRET}'\n`, SECRET],
    ['/p/.env', `TLS_PRIVATE_KEY="line one ${SECRET}\nline two"\n`, `line one ${SECRET}\nline two`],
    [
      '/h/.npmrc',
      `registry=https://registry.npmjs.org/\n//registry.npmjs.org/:_authToken=${SECRET}\n`,
      SECRET,
    ],
    ['/h/.aws/credentials', `[default]\naws_secret_access_key = ${base64}\n`, base64],
    ['/h/.netrc', `machine github.com\n  login anna\n  password ${SECRET}\n`, SECRET],
    ['/h/.git-credentials', `https://anna:${SECRET}%21@github.com\n`, `${SECRET}!`],
    ['/h/.pypirc', `[pypi]\nusername = __token__\npassword = ${SECRET}\n`, SECRET],
  ])('are read from %s', (path, text, value) => {
    expect(valuesIn(path, text)).toEqual([value]);
  });

  it('include both forms of a Docker login', () => {
    const auth = Buffer.from(`anna:${SECRET}`).toString('base64');
    const values = valuesIn(
      '/h/.docker/config.json',
      JSON.stringify({ auths: { 'r.example.com': { auth } } }),
    );
    expect(values.toSorted()).toEqual([auth, SECRET].toSorted());
  });
});

describe('credential files', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'recovery-redact-'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function namesRead(): string[] {
    const files = readCredentialFiles({
      homeDirectory: join(directory, 'none'),
      projectDirectory: directory,
    });
    return files.map(({ path }) => path.slice(directory.length + 1)).toSorted();
  }

  it('are those of the project and of well-known tools', () => {
    mkdirSync(join(directory, '.aws'));
    for (const name of [
      '.env',
      '.env.local',
      '.env.example',
      '.env.sample',
      '.env.template',
      '.aws/credentials',
      '.netrc',
    ]) {
      writeFileSync(join(directory, name), `# ${name}`);
    }
    expect(namesRead()).toEqual(['.env', '.env.local']);
    const home = readCredentialFiles({ homeDirectory: directory }).map(({ text }) => text);
    expect(home.toSorted()).toEqual(['# .aws/credentials', '# .env', '# .netrc']);
  });

  it('are skipped when they are missing, links, directories or too large', () => {
    writeFileSync(join(directory, 'target'), 'A_TOKEN=x');
    symlinkSync(join(directory, 'target'), join(directory, '.env.link'));
    mkdirSync(join(directory, '.env.directory'));
    writeFileSync(join(directory, '.env.large'), 'x'.repeat(256 * 1024 + 1));
    expect(namesRead()).toEqual([]);
  });
});
