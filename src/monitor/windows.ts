/** Context windows by model, as of 2026-11-20. Vendors change them: a host's own report is always believed first. */

interface KnownWindow {
  /** Matched against the id without provider, route and suffixes; so dates behind the name do not matter. */
  model: RegExp;
  /** Only for sessions of this agent, which gives the model another window than the vendor's API does. */
  agent?: string;
  /** Sizes that the model is run with, ascending. The first is taken until a larger context proves another. */
  windowsTokens: readonly [number, ...number[]];
}

/** What is tried for a model that is not in the table. */
export const ASSUMED_WINDOWS_TOKENS: readonly [number, ...number[]] = [200_000, 1_000_000];

/**
 * The first row that matches wins. Sources: pi-ai 1.5.2's model catalogue (2026-11-10); Claude Code's model
 * configuration page; `model_context_window` in Codex rollouts, which is 95 % of the raw window; gemini-cli 0.61.0.
 */
const knownWindows: readonly KnownWindow[] = [
  // Claude Code 2.1.32 to 2.1.42 compacted these at 167,000; only some plans raise them to 1M.
  { model: /^claude-(opus|sonnet)-4-6/, agent: 'claude-code', windowsTokens: [200_000, 1_000_000] },
  { model: /^claude-(fable|opus|sonnet|haiku)-([5-9]|\d\d)(?!\d)/, windowsTokens: [1_000_000] },
  { model: /^claude-(opus|sonnet)-4-[6-9]/, windowsTokens: [1_000_000] },
  { model: /^claude-/, windowsTokens: [200_000, 1_000_000] },

  { model: /^gpt-.*spark/, agent: 'codex', windowsTokens: [121_600] },
  { model: /^gpt-/, agent: 'codex', windowsTokens: [258_400] },
  { model: /^gpt-5\.[4-9]|^gpt-6/, agent: 'pi', windowsTokens: [272_000] },
  { model: /^gpt-4\.1/, windowsTokens: [1_047_576] },
  { model: /^gpt-4o/, windowsTokens: [128_000] },
  { model: /^o3|^o4-mini/, windowsTokens: [200_000] },
  // 400,000 in all, of which 272,000 may be input.
  { model: /^gpt-5(?!\.)|^gpt-5\.[1-3]|^gpt-5\.4-(mini|nano)/, windowsTokens: [272_000] },
  { model: /^gpt-5\.[4-9]|^gpt-6/, windowsTokens: [1_050_000] },
  { model: /^gpt-oss/, windowsTokens: [131_072] },

  { model: /^gemini-/, windowsTokens: [1_048_576] },
  { model: /^gemma-/, windowsTokens: [256_000] },
  { model: /^deepseek-v4/, windowsTokens: [1_048_576] },
];

/** The windows that a model may have, ascending and in tokens; undefined for a model that is not known. */
export function windowsOfModel(
  model: string | undefined,
  agent: string | undefined,
): readonly [number, ...number[]] | undefined {
  if (model === undefined) return undefined;
  if (/\[1m\]$/i.test(model)) return [1_000_000];
  const id = bareModelId(model);
  return knownWindows.find((row) => row.model.test(id) && (row.agent === undefined || row.agent === agent))
    ?.windowsTokens;
}

/** `us.anthropic.claude-…-v1:0`, `~anthropic/claude-…:batch` and `claude-…` are one model. */
export function bareModelId(model: string): string {
  return model
    .toLowerCase()
    .replace(/^.*[/~]/, '')
    .replace(/^([a-z-]+\.)*anthropic\./, '');
}
