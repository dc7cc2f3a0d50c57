import type { Source } from '../contract.ts';
import { discover } from './discover.ts';
import { GeminiReader } from './reader.ts';

/** How both formats begin: a document that is rewritten as a whole (until 0.3x), and a log of patches. */
const HEADER = /^\uFEFF?\s*\{\s*"sessionId":\s*"[^"]*",\s*"projectHash":\s*"/;

/** Gemini CLI, 0.2x to 0.6x. */
export const geminiCli: Source = {
  agent: 'gemini-cli',
  label: 'Gemini CLI',
  recordsUsage: true,
  readsTail: true, // documents end without a line feed
  recognises: (head) => HEADER.test(head),
  discover,
  reader: (state) => new GeminiReader(state),
};
