import { readInside } from '../store/read-inside.ts';

/** Files whose text every new session of some agent is given anyway. */
const RULES_FILES = [
  'CLAUDE.md',
  'CLAUDE.local.md',
  '.claude/CLAUDE.md',
  'AGENTS.md',
  'AGENT.md',
  'GEMINI.md',
  '.cursorrules',
  '.windsurfrules',
  '.clinerules',
  '.github/copilot-instructions.md',
];

/** The text of the project's rules files: what they hold is not repeated in a manifest. */
export function readRulesText(directory: string): string {
  return RULES_FILES.map((name) => readInside(directory, name) ?? '').join('\n');
}
