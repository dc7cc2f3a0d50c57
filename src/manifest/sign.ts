import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { Manifest } from './schema.ts';

/** 128 bits of HMAC-SHA-256: half the output, as RFC 2104 allows, in 22 characters. */
const SIGNATURE_BYTES = 16;

/** Length of a signature in the manifest. */
export const SIGNATURE_CHARS = 22;

export function sign(manifest: Manifest, key: Buffer): Manifest {
  const unsigned = withoutSignature(manifest);
  return { ...unsigned, session_metadata: { ...unsigned.session_metadata, sig: signature(unsigned, key) } };
}

/** `valid`: made with this key and unchanged since. `unsigned` and `foreign` manifests are never used unasked. */
export type SignatureVerdict = 'valid' | 'foreign' | 'unsigned';

export function verifySignature(manifest: Manifest, key: Buffer): SignatureVerdict {
  const { sig } = manifest.session_metadata;
  if (sig === undefined) return 'unsigned';
  const expected = Buffer.from(signature(withoutSignature(manifest), key));
  const found = Buffer.from(sig);
  return expected.length === found.length && timingSafeEqual(expected, found) ? 'valid' : 'foreign';
}

function withoutSignature(manifest: Manifest): Manifest {
  const { sig: _, ...metadata } = manifest.session_metadata;
  return { ...manifest, session_metadata: metadata };
}

function signature(unsigned: Manifest, key: Buffer): string {
  return createHmac('sha256', key)
    .update(canonicalJson(unsigned))
    .digest()
    .subarray(0, SIGNATURE_BYTES)
    .toString('base64url');
}
