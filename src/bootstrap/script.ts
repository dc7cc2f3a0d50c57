import { visibleLine } from '../session/visible-text.ts';
import { shellQuoted } from './shell-quoted.ts';
import type { Situation } from './situation.ts';

/**
 * The way back as a POSIX shell script, for people to read and run: go there, read, verify, resume. Commands that came out
 * of a transcript stay behind comment marks; only the user's own verification commands are live.
 */
export function renderScript({ project, facts, now }: Situation, verify: readonly string[]): string {
  const stateFile = now.state.stateFile;
  const suggested = facts?.commands.map(({ text }) => visibleLine(text)) ?? [];
  const lines = [
    '#!/bin/sh',
    '# Read this before you run it. Lines with "# $" are what the session ran; remove the mark to run one.',
    'set -eu',
    `cd ${shellQuoted(project.root)}`,
    ...(project.gitDirectory === undefined ? [] : ['git status --short']),
    ...(stateFile === undefined ? [] : [`cat ${shellQuoted(stateFile)}`]),
    ...(verify.length > 0 ? ['', '# Verify: the commands that you allowed', ...verify] : []),
    ...(suggested.length > 0
      ? ['', '# The session ran', ...suggested.map((command) => `# $ ${command}`)]
      : []),
    '',
    '# Resume: the prompt for the next session',
    'recovery bootstrap --format prompt',
  ];
  return `${lines.join('\n')}\n`;
}
