import { visibleLine } from '../session/visible-text.ts';
import type { BootstrapResult } from './result.ts';

/** What was found, as markdown for a person. */
export function renderReport(result: BootstrapResult): string {
  const { loaded, project, verdict, checks, findings, status, steps, warnings, nextSteps, durationMs } =
    result;
  const lines = [`# ${project.name}: ${verdict.protocol} resume, ${status}`, ''];
  lines.push(
    `${loaded ? `From ${loaded.manifest.session_metadata.id}` : 'Nothing to go on'}, because ${verdict.reason}.`,
    '',
  );
  if (checks.length > 0) {
    lines.push('| check | outcome | detail |', '|---|---|---|');
    for (const { name, outcome, critical, detail } of checks) {
      lines.push(`| ${name}${critical ? ' (critical)' : ''} | ${outcome} | ${cell(detail)} |`);
    }
    lines.push('');
  }
  if (findings.length > 0)
    lines.push('## What changed since', '', ...findings.map(({ text }) => `- ${visibleLine(text)}`), '');
  if (warnings.length > 0)
    lines.push('## Warnings', '', ...warnings.map((text) => `- ${visibleLine(text)}`), '');
  if (nextSteps.length > 0)
    lines.push('## Next', '', ...nextSteps.map((text) => `- ${visibleLine(text)}`), '');
  lines.push(
    '## Steps',
    '',
    ...steps.map(({ name, durationMs: ms }) => `- ${name}: ${ms.toFixed(1)} ms`),
    '',
  );
  lines.push(`Done in ${durationMs.toFixed(0)} ms.`);
  return `${lines.join('\n')}\n`;
}

function cell(text: string): string {
  return visibleLine(text).replaceAll('|', '\\|');
}
