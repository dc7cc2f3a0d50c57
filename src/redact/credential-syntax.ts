import { basename } from 'node:path';

/** A name and its value, as a file of settings or credentials gives them. */
interface Setting {
  name: string;
  value: string;
}

/** All pairs in a file of credentials. Its name tells the syntax; lines that do not fit are passed over. */
export function parseCredentialFile(path: string, text: string): Setting[] {
  const name = basename(path);
  if (name === '.netrc' || name === '_netrc') return parseNetrc(text);
  if (name === '.git-credentials') return parseGitCredentials(text);
  if (name.endsWith('.json')) return parseDockerConfig(text);
  return parseLines(text);
}

/** `NAME=value`, `export NAME="value"` and INI: environment files, .npmrc, .pypirc, AWS credentials. */
function parseLines(text: string): Setting[] {
  const settings: Setting[] = [];
  const line =
    /^[ \t]*(?:export[ \t]+)?([^\s=#;[\]]{1,300}?)[ \t]*=[ \t]*("(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`|[^\r\n]*)/gm;
  for (const match of text.matchAll(line)) {
    settings.push({ name: match[1] ?? '', value: unquote(match[2] ?? '') });
  }
  return settings;
}

function unquote(raw: string): string {
  const quote = raw.charAt(0);
  if (raw.length >= 2 && (quote === "'" || quote === '`') && raw.endsWith(quote)) return raw.slice(1, -1);
  if (raw.length >= 2 && quote === '"' && raw.endsWith('"')) {
    return raw
      .slice(1, -1)
      .replace(/\\([nrt"\\$])/g, (_escape, character: string) => ESCAPES[character] ?? character);
  }
  return raw.replace(/[ \t]#.*$/, '').trim();
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function parseNetrc(text: string): Setting[] {
  return [...text.matchAll(/(?:^|\s)(password|account)\s+(\S+)/g)].map((match) => ({
    name: match[1] === 'account' ? 'account' : 'password',
    value: match[2] ?? '',
  }));
}

/** One URL a line; the password is percent-encoded. */
function parseGitCredentials(text: string): Setting[] {
  return [...text.matchAll(/:\/\/[^\s:@/]*:([^\s@]+)@/g)].map((match) => ({
    name: 'password',
    value: decodePercent(match[1] ?? ''),
  }));
}

function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

/** `auths.<host>.auth` is base64 of `user:password`; the decoded password is a secret of its own. */
function parseDockerConfig(text: string): Setting[] {
  return [
    ...text.matchAll(/"(auth|identitytoken|registrytoken|password)"\s*:\s*"([^"\\]{1,8192})"/g),
  ].flatMap((match) => {
    const value = match[2] ?? '';
    const name = match[1] ?? '';
    if (name !== 'auth') return [{ name: `${name}_token`, value }];
    const decoded = Buffer.from(value, 'base64').toString('utf8');
    return [
      { name, value },
      { name: 'password', value: decoded.slice(decoded.indexOf(':') + 1) },
    ];
  });
}
