/**
 * A short key of a text: for reader states, which are stored and must hold neither secrets nor long texts, and for names
 * of projects. Two FNV-1a hashes with different bases and the length; not for anything that an attacker must not forge.
 * `node:crypto` would cost every start 3 ms.
 */
export function fingerprint(text: string): string {
  const [a, b] = hashes(text.length, (index) => text.charCodeAt(index));
  return `${a.toString(36)}${b.toString(36)}${fingerprintEnding(text)}`;
}

/** How the key of a text ends: most texts are told apart by it, without hashing them. */
export function fingerprintEnding(text: string): string {
  return `-${text.length}`;
}

/** Eight letters and digits, 37 bits of the same hashes: for names that people see. */
export function shortFingerprint(text: string): string {
  const [a, b] = hashes(text.length, (index) => text.charCodeAt(index));
  return a.toString(36).padStart(7, '0') + (b % 36).toString(36);
}

/** The same of bytes, four at a time: this runs at every start, before anything is compiled. */
export function fingerprintOfBytes(bytes: Buffer): string {
  const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
  bytes.copy(padded);
  const [a, b] = hashes(padded.length / 4, (index) => padded.readInt32LE(4 * index));
  return `${a.toString(36)}${b.toString(36)}-${bytes.length}`;
}

/** Two FNV-1a hashes of `length` units. */
function hashes(length: number, unitAt: (index: number) => number): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let index = 0; index < length; index++) {
    const unit = unitAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [a >>> 0, b >>> 0];
}
