import { randomBytes } from 'node:crypto';
import { RecoveryError } from '../errors.ts';
import { FactCollector } from '../evidence/fact-collector.ts';
import type { Facts } from '../evidence/facts.ts';
import { redactDeep, redactFacts } from '../evidence/redact-facts.ts';
import type { SessionMonitorOptions } from '../monitor/contract.ts';
import { SessionMonitor, type MonitorStatus } from '../monitor/session-monitor.ts';
import { readEvidence } from '../manifest/files.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Source, TranscriptFile } from '../source/contract.ts';
import { readTranscript, type Coverage, type ReadResult } from '../source/read.ts';
import type { ProjectHome } from '../store/home.ts';
import {
  factsPath,
  loadFacts,
  saveFacts,
  storedFacts,
  type RedactionMark,
  type StoredFacts,
} from './facts-file.ts';

/** What the user set for the pressure; what is absent is told by the model and its agent. */
export type PressureOptions = Pick<SessionMonitorOptions, 'limitTokens' | 'windowTokens' | 'threshold'>;

export interface UpdateOptions {
  home: ProjectHome;
  source: Source;
  transcript: Pick<TranscriptFile, 'path' | 'nativeId'>;
  redactor: Redactor;
  /** Set for a path that the user named. */
  followLink?: boolean;
  pressure?: PressureOptions;
  onProgress?: (doneBytes: number, totalBytes: number) => void;
}

export interface UpdatedFacts {
  /** Without secrets. */
  facts: Facts;
  pressure: MonitorStatus;
  coverage: Coverage;
  /** Offset behind the last whole line that was read. */
  readBytes: number;
  /** True when only what was added since the last time was read. */
  continued: boolean;
}

/**
 * Brings the facts of a transcript up to date at the cost of its new bytes, and stores them. Reads the whole file when
 * there are none, when the file was replaced, or when a part was rewound. Throws `transcript-unreadable`, `home-unusable`.
 */
export function updateFacts(options: UpdateOptions): UpdatedFacts {
  const { home, source, transcript } = options;
  const path = factsPath(home, { agent: source.agent, nativeId: transcript.nativeId });
  const known = loadFacts(path, { agent: source.agent, path: transcript.path });
  const run = collectAnewIfDamaged(options, known);
  const { result } = run;
  const since = result.continued ? (known?.bookmark?.position.end ?? 0) : 0;
  const isClean = known !== undefined && redactsAs(options.redactor, known.redaction);
  const redaction = isClean ? known.redaction : redactionMark(options.redactor);
  const facts = redactFacts(run.collector.facts(), options.redactor, isClean ? since : 0);
  const isUnchanged = isClean && result.continued && result.bookmark?.position.end === since;
  if (!isUnchanged) saveFacts(path, storedFacts({ ...clean(run, facts, options), redaction }));
  return {
    facts,
    pressure: run.pressure,
    coverage: result.coverage,
    readBytes: result.bookmark?.position.end ?? result.sizeBytes,
    continued: result.continued,
  };
}

/** Whether what was redacted under this mark holds nothing that the redactor would remove. */
function redactsAs(redactor: Redactor, mark: RedactionMark): boolean {
  return redactor.identity(mark.salt) === mark.identity;
}

function redactionMark(redactor: Redactor): RedactionMark {
  const salt = randomBytes(16).toString('base64url');
  return { salt, identity: redactor.identity(salt) };
}

interface Run {
  collector: FactCollector;
  monitor: SessionMonitor;
  pressure: MonitorStatus;
  result: ReadResult;
}

/** Facts can always be made again, so nothing that is stored may stop us, whatever is wrong with it. */
function collectAnewIfDamaged(options: UpdateOptions, known: StoredFacts | undefined): Run {
  if (known === undefined) return collect(options, undefined);
  try {
    return collect(options, known);
  } catch (error) {
    if (error instanceof RecoveryError) throw error;
    return collect(options, undefined);
  }
}

function collect(options: UpdateOptions, known: StoredFacts | undefined): Run {
  const { source, transcript, home } = options;
  const { agent } = source;
  const collecting = { agent, earlierFacts: (id: string) => readEvidence(home, id)?.facts };
  const watching = { ...options.pressure, agent, recordsUsage: source.recordsUsage };
  let collector = new FactCollector({ ...collecting, state: known?.collector });
  let monitor = new SessionMonitor({ ...watching, state: known?.monitor });
  const result = readTranscript({
    ...options,
    path: transcript.path,
    bookmark: known?.bookmark,
    sink: {
      event: (event) => {
        collector.event(event);
        monitor.observe(event);
      },
      restart: () => {
        collector = new FactCollector(collecting);
        monitor = new SessionMonitor(watching);
      },
    },
  });
  return { collector, monitor, pressure: monitor.status(), result };
}

function clean(
  { collector, monitor, result }: Run,
  facts: Facts,
  options: UpdateOptions,
): Omit<StoredFacts, 'v' | 'redaction'> {
  const { bookmark } = result;
  const { openCalls, proposedPlan } = redactDeep(
    { ...collector.state(), facts: undefined },
    options.redactor,
  );
  return {
    agent: options.source.agent,
    path: options.transcript.path,
    bookmark: bookmark && { ...bookmark, readerState: redactDeep(bookmark.readerState, options.redactor) },
    collector: { facts, openCalls, proposedPlan },
    monitor: monitor.state(),
  };
}
