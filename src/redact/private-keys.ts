import type { Step } from './step.ts';

const BEGIN = '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----';

/** Up to the end marker: anything but another marker. Line feeds may be real or written `\n`. */
const WHOLE = '(?:[^-]|-(?!----)){1,20000}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----';

/** Without an end (cut output): rows of base64, each behind whatever a diff, a quote or a log put before it. */
const CUT = '(?:[^A-Za-z0-9+/=\\-]{0,12}(?:[nr](?=[A-Za-z0-9+/]{16}))?[A-Za-z0-9+/]{16,20000}={0,2}){1,500}';

const PRIVATE_KEY = new RegExp(`(${BEGIN})(?:${WHOLE}|${CUT})`, 'g');

/** The lines after `Private-Lines: 8` in a PuTTY key file. */
const PUTTY_KEY = /(Private-Lines: \d{1,4}\s{1,4})(?:[A-Za-z0-9+/=]{1,200}\s{1,4}){1,400}/g;

/** Private keys in PEM, OpenSSH, PGP and PuTTY files, whole or cut off. */
export const maskPrivateKeys: Step = (text, mask) => {
  let result = text;
  if (result.includes('PRIVATE KEY')) result = result.replace(PRIVATE_KEY, () => mask('private-key'));
  if (result.includes('Private-Lines')) {
    result = result.replace(PUTTY_KEY, (_whole, heading: string) => `${heading}${mask('private-key')}\n`);
  }
  return result;
};
