import { visibleJson } from '../session/visible-text.ts';
import { renderReport } from './report.ts';
import type { BootstrapResult } from './result.ts';
import { renderScript } from './script.ts';

/** `prompt`: for the agent; `markdown`: a report for a person; `json`: all facts; `script`: POSIX sh to read and run. */
export type BootstrapFormat = 'prompt' | 'markdown' | 'json' | 'script';

export const BOOTSTRAP_FORMATS: readonly BootstrapFormat[] = ['prompt', 'markdown', 'json', 'script'];

/** A result as text, ending with a line feed. `verify`: the commands that the user allowed, for the script. */
export function renderResult(
  result: BootstrapResult,
  format: BootstrapFormat,
  verify: readonly string[],
): string {
  switch (format) {
    case 'prompt':
      return result.prompt;
    case 'markdown':
      return renderReport(result);
    case 'json':
      return `${visibleJson(JSON.stringify(jsonFacts(result), undefined, 2))}\n`;
    case 'script':
      return renderScript(result, verify);
  }
}

/** The same facts as the other formats, under stable names. The evidence stays in the store. */
function jsonFacts(result: BootstrapResult): Record<string, unknown> {
  const { loaded, offered, verdict, now } = result;
  return {
    status: result.status,
    exitCode: result.exitCode,
    verdict,
    project: result.project,
    manifestPath: loaded?.path,
    manifest: loaded?.manifest,
    foreign: loaded?.foreign,
    preparedOnTheSpot: result.preparedOnTheSpot,
    refused: result.refused,
    offered: offered && { path: offered.path, id: offered.manifest.session_metadata.id },
    findings: result.findings,
    checks: result.checks,
    repository: { ...now.state, problem: now.problem, stashes: now.stashes, movement: now.movement },
    warnings: result.warnings,
    nextSteps: result.nextSteps,
    steps: result.steps,
    durationMs: result.durationMs,
    prompt: result.prompt,
  };
}
