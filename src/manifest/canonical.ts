import { Buffer } from 'node:buffer';
import type { Manifest } from './schema.ts';

/** The one serialisation of a manifest: keys in the schema's order, no white space. Signatures are over it. */
export function canonicalJson(manifest: Manifest): string {
  return JSON.stringify(manifest);
}

export function sizeBytes(manifest: Manifest): number {
  return Buffer.byteLength(canonicalJson(manifest));
}
