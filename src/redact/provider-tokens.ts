import { replaceLongRuns } from './long-runs.ts';
import { strangeness } from './randomness.ts';
import { CLOUD_RULES } from './rules/clouds.ts';
import { CODE_HOST_RULES } from './rules/code-hosts.ts';
import { MODEL_RULES } from './rules/models.ts';
import type { TokenRule } from './rules/rule.ts';
import { SERVICE_RULES } from './rules/services.ts';
import type { Step } from './step.ts';

/** Header and payload begin with `{"`; a third part may be cut off by a truncated output. */
const JWT_RULE: TokenRule = {
  kind: 'jwt',
  pattern:
    '(?<![A-Za-z0-9_-]{2})eyJ[A-Za-z0-9_-]{10,4000}\\.(?:eyJ)?[A-Za-z0-9_-]{8,8000}(?:\\.[A-Za-z0-9_-]{0,4000})?',
};

const TOKEN_RULES: readonly TokenRule[] = [
  ...CODE_HOST_RULES,
  ...CLOUD_RULES,
  ...MODEL_RULES,
  ...SERVICE_RULES,
  JWT_RULE,
];

/**
 * A token begins where no letter or digit precedes. `\b` would miss one behind a literal `\n` (JSON in JSON), a
 * percent escape or a terminal colour, whose last character is a letter or digit itself.
 */
const BOUNDARY =
  '(?:(?<![A-Za-z0-9])|(?<=\\\\[nrtbf])|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\[ux][0-9A-Fa-f]{2,4})|(?<=\\[[0-9;]{0,8}m))';

/** Printed by `xxd -p` and the like; the shortest token has 16 characters. */
const HEX = /(?<![0-9a-f])(?:[0-9a-f]{2}){16,}(?![0-9a-f])/gi;

let combined: RegExp | undefined;

/** One alternation for all formats, a capturing group each: the text is read once, and the group names the rule. */
function combinedPattern(): RegExp {
  combined ??= new RegExp(`${BOUNDARY}(?:${TOKEN_RULES.map((rule) => `(${rule.pattern})`).join('|')})`, 'g');
  return combined;
}

/** Tokens of known providers, told by their own format wherever they stand. */
export const maskProviderTokens: Step = (text, mask) => {
  const replaceToken = (token: string, ...groups: (string | undefined)[]): string => {
    const rule = TOKEN_RULES[groups.indexOf(token)];
    if (rule === undefined || isFiller(token)) return token;
    return rule.loose && !(/\d/.test(token) && strangeness(token) >= 0.4) ? token : mask(rule.kind);
  };
  const replaceHex = (digits: string): string => {
    const decoded = Buffer.from(digits, 'hex').toString('latin1');
    const isText = /^[\t\r\n\x20-\x7e]+$/.test(decoded);
    return isText && holdsProviderToken(decoded) ? mask('hex-token') : digits;
  };
  return replaceLongRuns(text, (run) =>
    run.replace(combinedPattern(), replaceToken).replace(HEX, replaceHex),
  );
};

/** Whether a provider's token stands anywhere in `text`. */
export function holdsProviderToken(text: string): boolean {
  return maskProviderTokens(text, () => '') !== text;
}

/** `ghp_xxxxxxxx...`: somebody showed the format. Eight equal characters in a row do not happen at random. */
function isFiller(token: string): boolean {
  return /([A-Za-z0-9])\1{7}/.test(token);
}
