import { existsSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import { readRulesText } from '../evidence/rules-files.ts';
import { redactDeep } from '../evidence/redact-facts.ts';
import { redactRepository } from '../evidence/redact-repository.ts';
import type { Redactor } from '../redact/redactor.ts';
import { projectHome, type Home } from '../store/home.ts';
import { identifyProject, type Project } from '../store/project.ts';
import { adviceFor, warningsOf } from './advice.ts';
import { compareWithProject, savedState } from './compare-with-project.ts';
import { readRepositoryNow, type RepositoryNow } from './git-now.ts';
import { loadNamed, loadNewest, type Trust } from './load.ts';
import { prepareOnTheSpot, type Prepare, type PreparedLoad } from './on-the-spot.ts';
import { DEFAULT_MAX_CHARS, MIN_MAX_CHARS, renderPrompt, renderSummary } from './prompt.ts';
import { chooseProtocol, exitCodeOf, protocolSteps, type Phase, type Protocol } from './protocol.ts';
import { resumeFacts } from './resume-facts.ts';
import type { BootstrapResult } from './result.ts';
import type { Situation } from './situation.ts';
import { Stopwatch } from './stopwatch.ts';

const NONCE_BYTES = 16;
const SUMMARY_MAX_CHARS = 2500;
/** So much may the clock that wrote a transcript be ahead. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

export interface BootstrapManagerOptions {
  /** Called unless a manifest is named; a `RecoveryError` that it throws becomes a warning. Default: what was prepared before is used. */
  prepare?: Prepare | undefined;
  /** The directory in which work goes on; its repository is what the manifest is compared with. */
  projectDirectory: string;
  /** Where the state lives: `homeAt(path)`. It may be empty. */
  home: Home;
  /** The present, for ages. */
  now: Date;
  /** Handed to git, without its `GIT_*` variables. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Tells our manifests from foreign ones: `loadKey(home)`. */
  key: Buffer;
  /** Version of the Node that runs: `process.versions.node`. */
  nodeVersion: string;
  /** Removes secrets from what the repository says: names of branches and files, subjects of commits. */
  redactor?: Redactor | undefined;
  /** Source of the mark that fences the prompt's data: `randomBytes` of `node:crypto`. */
  randomBytes: (size: number) => Buffer;
}

export interface BootstrapOptions {
  /** A manifest file that the user named; it is used even when it was signed elsewhere. */
  manifestPath?: string | undefined;
  /** Resume in this way whatever was found. Default: chosen by age, drift and checks. */
  protocol?: Protocol | undefined;
  /** Length of the prompt in UTF-16 units: 1,000 or more. Default: 8,000, of a summary 2,500. */
  maxChars?: number | undefined;
  /** Whether the next agent asks before it goes on. Default: true. */
  confirm?: boolean | undefined;
  /** Make the short context summary instead of the prompt. */
  summary?: boolean | undefined;
}

/** Turns the newest manifest into a resume prompt that was checked against the project as it is now. */
export class BootstrapManager {
  readonly #options: BootstrapManagerOptions;

  constructor(options: BootstrapManagerOptions) {
    this.#options = options;
  }

  /**
   * Identify, load (and prepare on the spot when the manifest is missing or older than the transcript), compare,
   * validate, choose the protocol, render. Throws `usage` for a `maxChars` that is too small, and for a manifest named
   * by hand `manifest-unreadable` or `manifest-too-large`; everything else is in the result.
   */
  async bootstrap(options: BootstrapOptions = {}): Promise<BootstrapResult> {
    refuseTooShort(options.maxChars);
    const watch = new Stopwatch<Phase>();
    const project = await watch.time('identify', () => identifyProject(this.#options.projectDirectory));
    const { load, prepared, warnings } = await this.#load(watch, project, options.manifestPath);
    const situation = await this.#assess(watch, { project, load, asked: options.protocol });
    const prompt = await watch.time('render', () => this.#render(situation, options));
    const allWarnings = [...warnings, ...warningsOf(situation)];
    const exitCode = exitCodeOf(situation.verdict);
    return {
      ...situation,
      status: !load.loaded ? 'failed' : exitCode === 0 && allWarnings.length === 0 ? 'success' : 'partial',
      exitCode,
      preparedOnTheSpot: prepared,
      steps: protocolSteps(situation.verdict.protocol, watch.durations),
      durationMs: watch.totalMs(),
      warnings: allWarnings,
      nextSteps: adviceFor(situation),
      prompt,
    };
  }

  async #load(watch: Stopwatch<Phase>, project: Project, named: string | undefined): Promise<PreparedLoad> {
    const { home, key, prepare } = this.#options;
    const trust: Trust = { home: projectHome(home, project.id), projectId: project.id, key };
    if (named !== undefined) {
      const loaded = await watch.time('load', () => loadNamed(named, trust));
      return { load: { loaded, refused: [] }, prepared: false, warnings: [] };
    }
    const load = await watch.time('load', () => loadNewest(trust));
    return watch.time('prepare', () => prepareOnTheSpot(load, trust, prepare));
  }

  async #assess(
    watch: Stopwatch<Phase>,
    {
      project,
      load,
      asked,
    }: Pick<Situation, 'project'> & Pick<PreparedLoad, 'load'> & { asked: Protocol | undefined },
  ): Promise<Situation> {
    const { environment, now: at, nodeVersion, redactor } = this.#options;
    const { loaded } = load;
    const saved = loaded ? savedState(loaded) : {};
    const seen = await watch.time('compare', () => readRepositoryNow({ project, saved, environment }));
    const now = redactor ? redactNow(seen, redactor) : seen;
    const facts = await watch.time(
      'gather',
      () => loaded && resumeFacts(loaded, readRulesText(project.root)),
    );
    const { findings, checks } = await watch.time('validate', () =>
      loaded ? compareWithProject({ loaded, saved, now, nodeVersion }) : { findings: [], checks: [] },
    );
    const endedAt = loaded && pastDate(loaded.manifest.session_metadata.timestamp, at);
    const ageMs = endedAt && at.getTime() - endedAt.getTime();
    const verdict = chooseProtocol({ asked, loaded, findings, checks, ageMs });
    const hasTranscript = existsSync(loaded?.evidence?.transcript.path ?? '');
    return { ...load, at, project, now, findings, checks, verdict, facts, endedAt, hasTranscript };
  }

  #render(situation: Situation, { summary, confirm = true, maxChars }: BootstrapOptions): string {
    const nonce = this.#options.randomBytes(NONCE_BYTES).toString('hex');
    if (summary) return renderSummary(situation, { maxChars: maxChars ?? SUMMARY_MAX_CHARS, nonce });
    return renderPrompt(situation, { maxChars: maxChars ?? DEFAULT_MAX_CHARS, confirm, nonce });
  }
}

function redactNow(now: RepositoryNow, redactor: Redactor): RepositoryNow {
  const { state, ...rest } = now;
  return { ...redactDeep(rest, redactor), state: redactRepository(state, redactor) };
}

function refuseTooShort(maxChars: number | undefined): void {
  if (maxChars === undefined || (Number.isInteger(maxChars) && maxChars >= MIN_MAX_CHARS)) return;
  throw new RecoveryError(
    'usage',
    `The prompt cannot be limited to ${maxChars} characters: ${MIN_MAX_CHARS} is the least.`,
    { hint: `Ask for ${MIN_MAX_CHARS} characters or more.` },
  );
}

/** Undefined for what is no time, and for one that is still to come: it says nothing about an age. */
function pastDate(text: string, at: Date): Date | undefined {
  const date = new Date(text);
  return date.getTime() <= at.getTime() + CLOCK_SKEW_MS ? date : undefined;
}
