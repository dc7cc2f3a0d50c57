import { isKnownId } from './known-ids.ts';
import { replaceLongRuns } from './long-runs.ts';
import { looksRandom } from './randomness.ts';
import type { Step } from './step.ts';

/** Shortest token that is judged by its letters alone. */
const MIN_LENGTH = 20;

const TOKEN = /[A-Za-z0-9+/_=~-]{20,}/g;
const SEGMENT = /[^/]{20,}/g;

/** So many characters before a token can tell what it is. */
const MAX_BEFORE = 40;

/** Published digests: lock files, go.sum, images, fingerprints of keys. */
const DIGEST_BEFORE = /(?:sha\d{1,3}|md5|h1|integrity|digest|SHA\d{1,3}|checksum|hash)[:=-]$/;
const DIGEST = /^(?:sha\d{1,3}-|ssh-)/;

/** Pictures and the like, inlined. */
const MEDIA_BEFORE = /(?:image|audio|video|font)\/[\w.+-]{1,20};base64,$/;

/** Public keys and certificates in base64, by what their DER or SSH encoding begins with. */
const PUBLIC_KEY = /^(?:AAAA[BCE]3?N[zj]|AAAAE2Vj)/;

/** Long tokens that look random and that nothing else accounted for. */
export const maskHighEntropy: Step = (text, mask) =>
  replaceLongRuns(text, (run, start) =>
    run.replace(TOKEN, (token: string, offset: number) => {
      const before = text.slice(Math.max(0, start + offset - MAX_BEFORE), start + offset);
      if (!/\d/.test(token) || isKnownHarmless(token, before)) return token;
      if (isRandomBase64(token, before)) return mask('high-entropy');
      return token.replace(SEGMENT, (segment) => (isSecretSegment(segment) ? mask('high-entropy') : segment));
    }),
  );

function isSecretSegment(segment: string): boolean {
  return looksRandom(segment, MIN_LENGTH) && !isKnownId(segment);
}

function isKnownHarmless(token: string, before: string): boolean {
  return (
    DIGEST.test(token) || DIGEST_BEFORE.test(before) || MEDIA_BEFORE.test(before) || PUBLIC_KEY.test(token)
  );
}

/** A token in which `/` and `+` are digits of base64 rather than the separators of a path. */
function isRandomBase64(token: string, before: string): boolean {
  if (!token.includes('/') || token.startsWith('/') || /[./~:@$]$/.test(before)) return false;
  const slashes = token.split('/').length - 1;
  return (
    slashes <= token.length / 12 &&
    looksRandom(token.replaceAll('/', ''), MIN_LENGTH) &&
    !hasWordSegment(token)
  );
}

function hasWordSegment(token: string): boolean {
  return token
    .split('/')
    .some((segment) => /^[A-Z]?[a-z]{4,}$/.test(segment) || segment.includes('-') || segment.includes('_'));
}
