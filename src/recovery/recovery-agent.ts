import { statSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import { redactRepository } from '../evidence/redact-repository.ts';
import { readRepository } from '../evidence/repository.ts';
import { readRulesText } from '../evidence/rules-files.ts';
import { candidates } from '../manifest/candidates.ts';
import { sizeBytes } from '../manifest/canonical.ts';
import type { Evidence } from '../manifest/evidence.ts';
import { itemEvidence } from '../manifest/item-evidence.ts';
import { saveManifest } from '../manifest/files.ts';
import { frame } from '../manifest/frame.ts';
import { grounding } from '../manifest/ground.ts';
import { pack } from '../manifest/pack.ts';
import type { Manifest } from '../manifest/schema.ts';
import { sign } from '../manifest/sign.ts';
import type { MonitorStatus } from '../monitor/session-monitor.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Source, TranscriptFile } from '../source/contract.ts';
import { transcriptName } from '../source/open.ts';
import type { Coverage } from '../source/read.ts';
import { projectHome, type Home } from '../store/home.ts';
import { identifyProject } from '../store/project.ts';
import { sweepTemporaries } from '../store/sweep.ts';
import { sessionDirectory } from './session-directory.ts';
import { emptyTranscript } from './select-session.ts';
import { recoveryId, sessionId } from './session-number.ts';
import { updateFacts, type PressureOptions, type UpdatedFacts } from './update-facts.ts';

export interface RecoveryAgentOptions {
  /** Where the state lives: `homeAt(path)`. */
  home: Home;
  /** The directory whose session is recovered; its repository is what the manifest is compared with later. */
  projectDirectory: string;
  /** Removes secrets before anything is stored. */
  redactor: Redactor;
  /** Signs the manifest: `loadKey(home)`. */
  key: Buffer;
  pressure?: PressureOptions;
}

export interface PrepareOptions {
  source: Source;
  transcript: Pick<TranscriptFile, 'path' | 'nativeId'>;
  /** Set for a path that the user named: a link is followed. */
  followLink?: boolean;
  /** Treat the session that is just running `recovery bootstrap` as empty: it asks for another one. */
  unlessAsking?: boolean;
  onProgress?: (doneBytes: number, totalBytes: number) => void;
}

export interface Prepared {
  manifest: Manifest;
  evidence: Evidence;
  /** Where it was saved. */
  path: string;
  sizeBytes: number;
  /** `SESSION-YYMMDD-NNN`. */
  sessionId: string;
  pressure: MonitorStatus;
  coverage: Coverage;
  /** Milliseconds of each step. */
  timings: Record<'read' | 'repository' | 'pack' | 'save', number>;
}

/** Turns what a session recorded into a signed manifest of less than 2,048 bytes, offline. */
export class RecoveryAgent {
  readonly #options: RecoveryAgentOptions;

  constructor(options: RecoveryAgentOptions) {
    this.#options = options;
  }

  /** Whether evidence, and the manifest made from it, hold nothing that would be removed by now. */
  isClean({ redaction }: Evidence): boolean {
    return redaction === this.#redaction();
  }

  #redaction(): string {
    return this.#options.redactor.identity(this.#options.key.toString('hex'));
  }

  /**
   * Reads the transcript (or what is new in it), chooses, signs and saves. The same events and repository give the same
   * bytes. Throws `transcript-unreadable`, `transcript-empty` when nothing in it was understood, `home-unusable`.
   */
  async prepare(options: PrepareOptions): Promise<Prepared> {
    const { home, projectDirectory, redactor, key, pressure: set } = this.#options;
    const project = identifyProject(projectDirectory);
    const place = projectHome(home, project.id);
    const clock = stopwatch();
    const updated = updateFacts({ ...options, home: place, redactor, ...(set && { pressure: set }) });
    refuseEmpty(updated, options);
    const read = clock();
    const { facts, pressure } = updated;
    const session = sessionOf(updated, options);
    const directory = sessionDirectory(facts.session, { project, asked: projectDirectory });
    const files = importantFiles(updated);
    const seen = await readRepository({ directory, files, at: session.lastAt });
    const repository = redactRepository(seen, redactor);
    const repositoryMs = clock();

    const ofSession = sessionId(place, session, session.startedAt);
    const id = recoveryId(ofSession, session.lastAt);
    const { fraction } = pressure;
    const head = { id, projectId: project.id, session, facts, repository, pressure: fraction };
    const packed = pack(
      frame(head),
      candidates(facts, { rulesText: readRulesText(project.root) }),
      grounding(facts, repository),
    );
    const manifest = sign(packed.manifest, key);
    const packMs = clock();
    const evidence: Evidence = {
      v: 1,
      manifestId: id,
      transcript: readPart(session, options, updated),
      items: itemEvidence(packed),
      facts,
      repository,
      redaction: this.#redaction(),
      dropped: packed.dropped,
    };
    const path = saveManifest(place, manifest, evidence);
    for (const folder of [home.root, place.factsDirectory, place.sessionsDirectory]) sweepTemporaries(folder);
    const timings = { read, repository: repositoryMs, pack: packMs, save: clock() };
    return {
      manifest,
      evidence,
      path,
      sizeBytes: sizeBytes(manifest),
      sessionId: ofSession,
      pressure,
      coverage: updated.coverage,
      timings,
    };
  }
}

/** Milliseconds since the last call. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const passed = now - last;
    last = now;
    return passed;
  };
}

/** More turns than this and a session is one to go on with, whatever it runs last. */
const ASKING_TURNS = 3;

function refuseEmpty({ facts, coverage }: UpdatedFacts, options: PrepareOptions): void {
  const { source, transcript, unlessAsking = false } = options;
  const isAsking =
    unlessAsking && facts.turns <= ASKING_TURNS && /\brecovery bootstrap\b/.test(facts.inFlight ?? '');
  const hasWork =
    facts.commands.length > 0 || facts.lastReply !== undefined || (facts.turns > 0 && !unlessAsking);
  if (hasWork && !isAsking) return;
  if (coverage.lines === 0 && statSync(transcript.path).size === 0) throw emptyTranscript(transcript.path);
  throw new RecoveryError(
    'transcript-empty',
    `Nothing in ${transcriptName(transcript.path)} could be used: ${coverage.understood} of ${coverage.lines} records were understood as ${source.label}.`,
    { hint: '`recovery doctor` shows what was not understood; `recovery sessions` lists other sessions.' },
  );
}

function sessionOf(
  { facts }: UpdatedFacts,
  { source, transcript }: PrepareOptions,
): {
  agent: string;
  nativeId: string;
  startedAt: Date;
  lastAt: Date;
} {
  const lastAt = time(facts.session.lastAt) ?? statSync(transcript.path).mtime;
  const startedAt = time(facts.session.startedAt) ?? lastAt;
  return { agent: source.agent, nativeId: facts.session.nativeId ?? transcript.nativeId, startedAt, lastAt };
}

function readPart(
  { agent, nativeId }: { agent: string; nativeId: string },
  { transcript }: PrepareOptions,
  { readBytes }: UpdatedFacts,
): Evidence['transcript'] {
  return { agent, path: transcript.path, nativeId, readBytes };
}

function time(text: string | undefined): Date | undefined {
  const date = new Date(text ?? Number.NaN);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 2000 || year > 2099 ? undefined : date;
}

const IMPORTANT_FILES = 60;

/** The files whose later change the next session should hear of. */
function importantFiles({ facts }: UpdatedFacts): string[] {
  return facts.files
    .filter((file) => !file.deleted)
    .toSorted((a, b) => b.last - a.last)
    .slice(0, IMPORTANT_FILES)
    .map((file) => file.path);
}
