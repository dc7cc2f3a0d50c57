/**
 * A short key of a text: for reader states, which are stored and must hold neither secrets nor long texts, and for names
 * of projects. Two FNV-1a hashes with different bases and the length; not for anything that an attacker must not forge.
 * `node:crypto` would cost every start 3 ms.
 */
export function fingerprint(text: string): string {
  const [a, b] = hashes(text);
  return `${a.toString(36)}${b.toString(36)}${fingerprintEnding(text)}`;
}

/** How the key of a text ends: most texts are told apart by it, without hashing them. */
export function fingerprintEnding(text: string): string {
  return `-${text.length}`;
}

/** Eight letters and digits, 37 bits of the same hashes: for names that people see. */
export function shortFingerprint(text: string): string {
  const [a, b] = hashes(text);
  return a.toString(36).padStart(7, '0') + (b % 36).toString(36);
}

function hashes(text: string): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [a >>> 0, b >>> 0];
}
