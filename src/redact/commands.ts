import { isStandIn } from './secret-values.ts';
import type { Mask, Step } from './step.ts';

/** One command line's way of taking a password. The pattern has two groups: what stays, and the secret. */
interface CommandRule {
  /** Some part of the command that must occur in the text. */
  keyword: string;
  pattern: RegExp;
}

const COMMAND_RULES: readonly CommandRule[] = [
  {
    keyword: 'curl',
    pattern:
      /(\bcurl\b[^\r\n]{0,400}?[ \t](?:-u|-U|--user|--proxy-user)(?:[ \t=]{0,3})\\{0,3}["']?[^\s:"'\\]{0,128}:)([^\s"'\\]{1,256})/g,
  },
  {
    keyword: 'wget',
    pattern: /(\bwget\b[^\r\n]{0,400}?--(?:http-|ftp-)?password[ \t=]{1,3}["']?)([^\s"'\\]{4,256})/g,
  },
  { keyword: 'sshpass', pattern: /(\bsshpass[ \t]{1,3}-p[ \t]{0,3}["']?)([^\s"'\\]{4,256})/g },
  { keyword: 'mysql', pattern: /(\bmysql(?:dump|admin)?\b[^\r\n|]{0,200}?[ \t]-p["']?)([^\s"'\\]{4,256})/g },
  {
    keyword: 'redis-cli',
    pattern: /(\bredis-cli\b[^\r\n|]{0,200}?[ \t]-a[ \t]{1,3}["']?)([^\s"'\\]{4,256})/g,
  },
  {
    keyword: 'docker',
    pattern: /(\bdocker[ \t]{1,3}login\b[^\r\n|]{0,200}?[ \t]-p[ \t]{1,3}["']?)([^\s"'\\]{4,256})/g,
  },
  {
    keyword: 'machine',
    pattern:
      /(\bmachine[ \t]{1,4}\S{1,200}\s{1,4}login[ \t]{1,4}\S{1,200}\s{1,4}password[ \t]{1,4})(\S{1,256})/g,
  },
];

/** Both the old and the new passphrase may be given, each in quotes. */
const SSH_KEYGEN = /\bssh-keygen\b[^\r\n|;]{0,400}/g;
const SSH_PASSPHRASE = /([ \t]-[NP][ \t]{0,3}\\{0,3})("[^"\\]{1,256}|'[^'\\]{1,256}|[^\s"'\\]{1,256})/g;

function maskSshPassphrases(text: string, mask: Mask): string {
  return text.replace(SSH_KEYGEN, (line: string) =>
    line.replace(SSH_PASSPHRASE, (whole: string, option: string, value: string) => {
      const quote = /^["']/.exec(value)?.[0] ?? '';
      return isStandIn(value.slice(quote.length)) ? whole : option + quote + mask('password');
    }),
  );
}

/** Passwords given to commands as short options, and those of `.netrc` lines. */
export const maskCommands: Step = (text, mask) => {
  let result = text.includes('ssh-keygen') ? maskSshPassphrases(text, mask) : text;
  for (const { keyword, pattern } of COMMAND_RULES) {
    if (!result.includes(keyword)) continue;
    result = result.replace(pattern, (whole: string, context: string, secret: string) =>
      isStandIn(secret) ? whole : context + mask('password'),
    );
  }
  return result;
};
