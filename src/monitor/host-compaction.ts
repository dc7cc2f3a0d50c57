/** Where an agent compacts by itself, as a function of its window. */
export interface CompactionRule {
  /** Tokens at which it compacts, for a window in tokens as that agent states it. */
  pointTokens(windowTokens: number): number;
  /** Its recorded automatic compactions tell the point better than the formula does. */
  learns: boolean;
}

/**
 * By agent, as of 2026-11-20. An agent that is missing here compacts at a point that nobody has measured.
 * Sources: Claude Code `getContextUsage().autoCompactThreshold`; Codex 0.169.0, trials at 240,020 and 246,020
 * tokens; pi `core/compaction`; gemini-cli `chatCompressionService.ts`.
 */
export const compactionRules: ReadonlyMap<string, CompactionRule> = new Map(
  Object.entries<CompactionRule>({
    // 20,000 for the answer and 13,000 to spare; up to 2.1.20 the answer had 32,000.
    'claude-code': { pointTokens: (windowTokens) => windowTokens - 33_000, learns: true },
    // 90 % of the raw window, of which the stated window is 95 %. It also compacts early, in front of a long turn.
    codex: { pointTokens: (windowTokens) => Math.round((windowTokens / 0.95) * 0.9), learns: false },
    pi: { pointTokens: (windowTokens) => windowTokens - 16_384, learns: true },
    'gemini-cli': { pointTokens: (windowTokens) => Math.floor(windowTokens / 2), learns: false },
  }),
);
