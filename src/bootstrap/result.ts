import type { Step } from './protocol.ts';
import type { Situation } from './situation.ts';

/** What a bootstrap found and made. */
export interface BootstrapResult extends Situation {
  /** `partial`: something is missing, failed or must be verified; `failed`: there is nothing to resume from. */
  status: 'success' | 'partial' | 'failed';
  /** 0: quick or full resume; 1: emergency, or a person should verify first. */
  exitCode: 0 | 1;
  /** The manifest was made just now from the transcript. */
  preparedOnTheSpot: boolean;
  /** The steps of the protocol, with what each took. */
  steps: Step[];
  durationMs: number;
  /** Sentences for people. */
  warnings: string[];
  /** What a person or agent should do before going on, by what the checks found. */
  nextSteps: string[];
  /** Markdown for the next session's agent, or the context summary where that was asked for. */
  prompt: string;
}
