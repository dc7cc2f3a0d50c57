import { strangeness } from './randomness.ts';
import { isStandIn } from './secret-values.ts';
import type { Mask, Step } from './step.ts';

const CREDENTIALS = '[^\\s"\'`\\\\,;<>]{6,4096}';

/** The header with an optional scheme, in any notation: `Authorization: Token x`, `"Authorization": "x"`. */
const AUTHORIZATION = new RegExp(
  '(authorization\\\\{0,3}["\'`]?\\]?\\s{0,4}[:=,]>?\\s{0,4}\\\\{0,3}["\'`]?' +
    `(?:(?:bearer|basic|token|apikey|api-key|key|bot|digest|negotiate|sso-key|splunk|glue)[ \\t]{1,4})?)(${CREDENTIALS})`,
  'gi',
);
const BEARER =
  /(bearer(?:\s{1,4}|%20|\+|\\{0,3}["']?[ \t]{0,4}[:=,][ \t]{0,4}\\{0,3}["']?))([A-Za-z0-9._~+/=-]{8,4096})/gi;
const BASIC = /(basic\s{1,4})([A-Za-z0-9+/]{8,2000}={0,2})/gi;
/** In prose: `basic auth admin:secret!9`. */
const BASIC_PAIR = /(basic[ -]auth(?:entication)?[ \t:=]{1,4}["'`]?[\w.@-]{1,64}:)([^\s"'`\\<>]{4,256})/gi;
const COOKIE = /(cookie\d?\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}\\{0,3}["']?)([^\r\n"'`\\]{8,4096})/gi;
const COOKIE_PAIR = /(=)([^;\s=,]{8,4096}={0,2})/g;
const HARMLESS_COOKIE = /(?:path|domain|expires|max-age|samesite|version|theme|lang|locale)$/i;

/** Credentials in HTTP headers: Authorization of any scheme, bearer tokens anywhere, cookies. */
export const maskHeaders: Step = (text, mask) => {
  if (!/authorization|bearer|basic|cookie/i.test(text)) return text;
  return text
    .replace(AUTHORIZATION, (whole: string, context: string, value: string) =>
      isCredential(value) ? context + mask(schemeOf(context)) : whole,
    )
    .replace(BEARER, (whole: string, context: string, value: string) =>
      isCredential(value) ? context + mask('bearer') : whole,
    )
    .replace(BASIC, (whole: string, context: string, value: string) =>
      isUserAndPassword(value) ? context + mask('basic') : whole,
    )
    .replace(BASIC_PAIR, (whole: string, context: string, value: string) => {
      const password = value.replace(/[.,;:)\]]+$/, '');
      if (!/[\d!#$%^&*+=?@~]/.test(password) || isStandIn(password)) return whole;
      return context + mask('basic') + value.slice(password.length);
    })
    .replace(COOKIE, (_whole: string, context: string, value: string) => context + maskCookies(value, mask));
};

function schemeOf(context: string): string {
  return /(bearer|basic)[ \t]+$/i.exec(context)?.[1]?.toLowerCase() ?? 'authorization';
}

/** Prose and code name the header too: `Bearer authentication`, `authorization: authHeader`. */
function isCredential(value: string): boolean {
  return (
    !isStandIn(value) &&
    !/[()]/.test(value) &&
    (/\d/.test(value) ? value.length >= 6 : strangeness(value) >= 0.35)
  );
}

function isUserAndPassword(value: string): boolean {
  return /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,}$/.test(Buffer.from(value, 'base64').toString('latin1'));
}

function maskCookies(header: string, mask: Mask): string {
  return header.replace(COOKIE_PAIR, (whole: string, equals: string, value: string, offset: number) => {
    const name = header.slice(Math.max(0, offset - 40), offset);
    return HARMLESS_COOKIE.test(name) || !isCredential(value) ? whole : equals + mask('cookie');
  });
}
