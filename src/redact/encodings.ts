/** Every way in which a secret is looked for: itself, escaped, URL-encoded, base64 and hexadecimal. */
export function encodingsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const hex = bytes.toString('hex');
  const url = urlEncoded(value);
  const forms = [
    ...[value, jsonEscaped(value), jsonEscaped(jsonEscaped(value))],
    ...[url, lowerPercent(url), strictUrl(url), formEncoded(value)],
    ...[hex, hex.toUpperCase()],
    ...[0, 1, 2].flatMap((alignment) => base64At(bytes, alignment)),
  ];
  return [...new Set(forms)];
}

function jsonEscaped(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function urlEncoded(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

function formEncoded(value: string): string {
  return new URLSearchParams([['', value]]).toString().slice(1);
}

function lowerPercent(url: string): string {
  return url.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

/** As Python's `quote` and most other encoders have it, which leave fewer characters as they are. */
function strictUrl(url: string): string {
  return url.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The base64 digits that depend on `bytes` alone when so many other bytes (0 to 2, modulo 3) stand before them, as
 * a user name does in Basic authentication. Both alphabets.
 */
function base64At(bytes: Buffer, alignment: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(alignment), bytes]);
  const digits = padded.toString('base64').replace(/=+$/, '');
  const first = Math.ceil((alignment * 8) / 6);
  const last = Math.floor((padded.length * 8) / 6);
  const own = digits.slice(first, last);
  return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
}
