import type { Source } from '../contract.ts';
import { MAX_DOCUMENT_LINE_BYTES } from '../elements.ts';
import { OpenCodeReader } from './reader.ts';

const EXPORT = /^\uFEFF?\s*\{\s*"info":\s*\{[^{}[\]]{0,2000}?"id":\s*"ses_/;

/** OpenCode 1.x, as `opencode export` writes a session. */
export const opencode: Source = {
  agent: 'opencode',
  label: 'OpenCode',
  recordsUsage: true,
  maxLineBytes: MAX_DOCUMENT_LINE_BYTES,
  readsTail: true,
  recognises: (head) => EXPORT.test(head),
  discover: () => [], // sessions are rows of one SQLite database, not files; an export is a file that is named
  reader: () => new OpenCodeReader(),
};
