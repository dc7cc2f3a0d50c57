/**
 * Text of transcripts and repositories as data: without characters that steer a terminal or hide from the eye, and
 * between marks that nothing inside can forge.
 */

import { DATA_TAG } from '../evidence/resumed.ts';
import { visibleText } from '../session/visible-text.ts';

export interface Fence {
  open: string;
  close: string;
  /** One item of the data: its further lines are indented, so that no line of it can pass for a heading or a mark. */
  item(text: string): string;
}

/** `nonce`: 32 hexadecimal digits from a random source, new for each prompt. */
export function createFence(nonce: string): Fence {
  return {
    open: `<${DATA_TAG} ${nonce}>`,
    close: `</${DATA_TAG} ${nonce}>`,
    item: (text) =>
      visibleText(text)
        .trim()
        .replaceAll(nonce, '*')
        .replace(/<(?=\s*\/?\s*recovery-data)/gi, '(')
        .replaceAll('<|', '< |') // chat templates of local models: <|im_start|>
        .replace(/`{3,}/g, (run) => "'".repeat(run.length))
        .replace(/\n+/g, '\n  '),
  };
}
