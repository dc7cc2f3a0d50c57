import { closeSync } from 'node:fs';
import { MAX_LINE_BYTES, type Emit, type TranscriptFile } from '../source/contract.ts';
import { scanLines } from '../source/lines.ts';
import { openRegularFile } from '../source/open.ts';
import { sourceByAgent } from '../source/registry.ts';

const HEAD_BYTES = 64 * 1024;

/**
 * What a session calls itself, or its first prompt, as far as the first 64 KiB tell; with its secrets. Undefined when they
 * do not, or cannot be read.
 */
export function sessionTitle({ agent, path }: Pick<TranscriptFile, 'agent' | 'path'>): string | undefined {
  let title: string | undefined;
  let prompt: string | undefined;
  const note: Emit = (event) => {
    if (event.kind === 'session') title = event.title ?? title;
    else if (event.kind === 'prompt') prompt ??= event.text;
  };
  let fd: number;
  try {
    ({ fd } = openRegularFile(path, { followLink: false }));
  } catch {
    return undefined; // deleted meanwhile: it is listed all the same
  }
  try {
    const source = sourceByAgent(agent);
    const reader = source.reader();
    const { maxLineBytes = MAX_LINE_BYTES } = source;
    scanLines(fd, { from: 0, to: HEAD_BYTES, maxLineBytes, readsTail: false }, (line) => {
      if (line.end > line.start) reader.line(line, note);
    });
  } finally {
    closeSync(fd);
  }
  return title ?? prompt;
}
