/** The seam between the redactor and its detectors. */

/** Counts one replacement of this kind and returns the text that takes the secret's place. */
export type Mask = (kind: string) => string;

/**
 * Replaces what one detector recognises and returns the rest unchanged, context words included. Pure apart from
 * `mask`, linear in the length of `text`, and never throws.
 */
export type Step = (text: string, mask: Mask) => string;

/** What a replacement begins with; a value that holds one was dealt with already. */
export const MASK_START = '[REDACTED';
