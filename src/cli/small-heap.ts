import { setFlagsFromString } from 'node:v8';

/** Below it the heap stays small by itself, and is faster when it may grow. */
const LARGE_BYTES = 128 * 1024 * 1024;

/**
 * Keeps V8's space for new objects as small as it began. For a long transcript it would grow, and what it promotes too
 * early stands in memory until a full collection: 259 MiB instead of 124 for 300 MB (`npm run bench -- speed`).
 */
export function keepHeapSmall(transcriptBytes: number): void {
  if (transcriptBytes > LARGE_BYTES) setFlagsFromString('--semi-space-growth-factor=1');
}
