/** Text of a transcript as a terminal may see it: no escape sequences, no characters that reorder or hide others. */
export function printable(text: string): string {
  return text.replace(UNSAFE, '');
}

// Controls but tab and line feed; bidirectional and zero-width marks; tags.
const UNSAFE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;
