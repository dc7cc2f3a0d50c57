import type { Finding } from './finding.ts';
import type { LoadedManifest } from './load.ts';
import type { Check } from './validation.ts';

export type Protocol = 'quick' | 'full' | 'emergency';

/** What `bootstrap` does, in this order; each is timed. */
export type Phase = 'identify' | 'load' | 'prepare' | 'compare' | 'validate' | 'gather' | 'render';

/** The steps of each protocol, by the names of the design, and the phases of which each consists. */
const PROTOCOL_STEPS: Readonly<
  Record<Protocol, readonly (readonly [name: string, phases: readonly Phase[]])[]>
> = {
  quick: [
    ['load-session-snapshot', ['identify', 'load', 'prepare']],
    ['restore-conversation-context', ['gather']],
    ['verify-project-state', ['compare', 'validate']],
    ['resume-current-task', ['render']],
  ],
  full: [
    ['analyze-project-changes', ['identify', 'compare']],
    ['rebuild-context-from-logs', ['load', 'prepare']],
    ['update-knowledge-base', ['gather']],
    ['synchronize-with-current-state', ['validate']],
    ['generate-recovery-summary', ['render']],
  ],
  emergency: [
    ['load-critical-project-info', ['identify', 'load', 'prepare', 'compare']],
    ['identify-urgent-tasks', ['validate', 'gather']],
    ['establish-basic-context', ['render']],
  ],
};

export interface Verdict {
  protocol: Protocol;
  /** Why this protocol, as a clause: `the session ended 3 days ago`. */
  reason: string;
  /** The user named the protocol. */
  asked: boolean;
  /** A person should confirm what the checks found before work goes on. */
  verificationNeeded: boolean;
}

/** A quick resume is for the same day. */
const QUICK_LIMIT_MS = 24 * 60 * 60 * 1000;

/** Chooses how to resume, by what was found; `asked` by name wins over everything but the need for verification. */
export function chooseProtocol(situation: {
  asked: Protocol | undefined;
  loaded: LoadedManifest | undefined;
  findings: readonly Finding[];
  checks: readonly Check[];
  /** Since the session's last event; undefined when its time is not known. */
  ageMs: number | undefined;
}): Verdict {
  const { asked, loaded, findings, checks, ageMs } = situation;
  const failed = checks
    .filter((check) => check.critical && check.outcome === 'failed')
    .map(({ name }) => name);
  const verificationNeeded = loaded === undefined || failed.length > 0 || loaded.foreign !== undefined;
  const judged = (protocol: Protocol, reason: string): Verdict => ({
    protocol,
    reason,
    asked: false,
    verificationNeeded,
  });
  if (!loaded) return judged('emergency', 'there is no manifest to go on');
  if (asked) return { protocol: asked, reason: 'it was asked for by name', asked: true, verificationNeeded };
  if (findings.some(({ severity }) => severity === 'critical'))
    return judged('emergency', 'the repository of the session is not here');
  if (failed.length > 0) return judged('emergency', `${failed.join(' and ')} failed`);
  if (loaded.foreign !== undefined) return judged('full', 'the manifest is foreign');
  if (ageMs === undefined) return judged('full', 'the age of the session is not known');
  if (ageMs > QUICK_LIMIT_MS) return judged('full', 'the session ended more than 24 hours ago');
  if (findings.length > 0) return judged('full', 'the project changed since');
  return judged('quick', 'the session ended within 24 hours and the project did not change since');
}

/** 0: quick or full, and nothing to verify; 1: emergency, or a person should verify first. */
export function exitCodeOf({ protocol, verificationNeeded }: Verdict): 0 | 1 {
  return protocol === 'emergency' || verificationNeeded ? 1 : 0;
}

export interface Step {
  name: string;
  durationMs: number;
}

export function protocolSteps(
  protocol: Protocol,
  durations: Readonly<Partial<Record<Phase, number>>>,
): Step[] {
  return PROTOCOL_STEPS[protocol].map(([name, phases]) => ({
    name,
    durationMs: phases.reduce((sum, phase) => sum + (durations[phase] ?? 0), 0),
  }));
}
