import { RecoveryError } from '../errors.ts';
import { claudeCode } from './claude-code/source.ts';
import { codex } from './codex/source.ts';
import type { Source } from './contract.ts';
import { copilotCli } from './copilot-cli/source.ts';
import { geminiCli } from './gemini-cli/source.ts';
import { messages } from './messages/source.ts';
import { opencode } from './opencode/source.ts';
import { pi } from './pi/source.ts';
import { text } from './text/source.ts';
import { readHead } from './discovery.ts';

/** Every source, in the order in which they are asked whether a file is theirs: the strictest first. */
export const sources: readonly Source[] = [
  codex,
  pi,
  geminiCli,
  opencode,
  copilotCli,
  claudeCode,
  messages,
  text,
];

export function sourceByAgent(agent: string): Source {
  const source = sources.find((candidate) => candidate.agent === agent);
  if (source) return source;
  const known = sources.map((candidate) => candidate.agent).join(', ');
  throw new RecoveryError('usage', `There is no reader for the agent "${agent}".`, {
    hint: `Known: ${known}.`,
  });
}

/** The source of a file that the user named, by what its first bytes look like. */
export function sourceOfFile(path: string): Source | undefined {
  const head = readHead(path, { followLink: true });
  return sources.find((source) => source.recognises(head));
}
