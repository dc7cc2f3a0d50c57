import { listed, scratch, transcripts } from './data.ts';
import type { BenchOptions } from './main.ts';
import { candidate, match } from './recall/match.ts';
import { measure, type MeasureOptions } from './recall/measure.ts';
import { reportOf } from './recall/report.ts';
import { rulesIn, rulesIndex } from './recall/rules.ts';
import { reportTable } from './recall/table.ts';

export interface RecallOptions extends Pick<Partial<BenchOptions>, 'data' | 'list'> {
  json: boolean;
  /** An empty directory to work in. Default: one that goes when the process ends. */
  folder?: string | undefined;
}

/**
 * Continuation recall: how much of what the continuation behind a real compaction used, and what was known before, a
 * candidate carries. The tool sees a copy that ends before the compaction.
 */
export async function run(
  { data, list, json, folder = scratch() }: RecallOptions,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<void> {
  const measured = measure(list === undefined ? transcripts(data) : listed(list), {
    folder,
    rulesOf: list === undefined ? rulesIndex(data) : (_, cwd) => rulesIn(cwd),
    ...(environment['RECALL_LOST'] && { onBoundary: printLost }),
  });
  if (measured.boundaries === 0) {
    if (json) console.log(JSON.stringify({ boundaries: 0, sessions: 0 }));
    console.error(
      'recovery: no compaction that could be judged. It takes one of Claude Code, Codex or pi, with 200 KB of text and 60 records before it, and 8 tool calls behind it. Name other transcripts with --data DIR.',
    );
    process.exitCode = 1;
    return;
  }
  const report = reportOf(measured);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportTable(report));
}

/** Each fact: what the manifest and the store carried of it, its weight, family and text. */
const printLost: NonNullable<MeasureOptions['onBoundary']> = (name, facts, { manifest, store }) => {
  const found = candidate(manifest);
  const pool = candidate(store);
  for (const fact of facts.toSorted((a, b) => b.weight - a.weight)) {
    const credits = `${match(fact, found)}\t${match(fact, pool)}\t${fact.weight.toFixed(2)}`;
    console.log(`${name}\t${credits}\t${fact.family}\t${fact.text.slice(0, 140)}`);
  }
};
