/** What callers may branch on. A message says what failed, to what, and what was expected; the hint says what to do. */
export type ErrorCode =
  | 'usage'
  | 'no-session'
  | 'ambiguous-session'
  | 'transcript-unreadable'
  | 'transcript-empty'
  | 'no-manifest'
  | 'manifest-unreadable'
  | 'manifest-too-large'
  | 'config-invalid'
  | 'home-unusable';

const MARK = Symbol.for('session-recovery.error');

/** The one error of this package. `message` and `hint` never hold a secret or text of a transcript. */
export class RecoveryError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly [MARK] = true;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RecoveryError';
    this.code = code;
    this.hint = options.hint;
  }

  /** Holds for errors of another copy of this module too: each command is bundled by itself. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value;
  }
}
