import { looksRandom } from './randomness.ts';
import { isStandIn } from './secret-values.ts';
import type { Step } from './step.ts';

/** `scheme://user:password@host`: the user, which may be masked already, then everything up to the last `@` before a space, a quote or a new URL. */
const USER_INFO =
  /:\/\/((?:\[REDACTED:[\w-]{1,40}\]|[^\s:@/"'`<>\\]){0,128})(?::((?:(?!:\/\/)[^\s"'`<>\\]){1,256})@|@)(?=[A-Za-z0-9[$_{%.-])/g;

/** A port, then a path in which an `@` may stand: `//registry:4873/@scope/name`. */
const PORT_AND_PATH = /^\d{1,5}[/?#]/;

/** Passwords in URLs and tokens that stand for user and password. */
export const maskUrls: Step = (text, mask) => {
  if (!text.includes('://')) return text;
  return text.replace(USER_INFO, (whole: string, user: string, password: string | undefined) => {
    if (password === undefined) return isToken(user) ? `://${mask('url-token')}@` : whole;
    if (isStandIn(password) || PORT_AND_PATH.test(password)) return whole;
    return `://${isToken(user) ? mask('url-token') : user}:${mask('url-password')}@`;
  });
};

/** A user name of 20 random characters is a token (`https://TOKEN@github.com`, a Sentry DSN). */
function isToken(user: string): boolean {
  return user.length >= 20 && !isStandIn(user) && (looksRandom(user) || /^[a-f0-9]{32,}$/.test(user));
}
