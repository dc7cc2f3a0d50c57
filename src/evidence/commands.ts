import type { Place, ToolResult } from '../session/events.ts';
import { checkOf } from './checks.ts';
import type { CommandFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import type { Segment } from './shell-segments.ts';
import { isTrivial } from './trivial-commands.ts';

const MAX_CHARS = 300;

/** Commands that the session ran, without those that only look around, each with its last outcome. */
export class CommandsFold {
  readonly #ledger: Ledger<CommandFact>;

  constructor(entries?: readonly CommandFact[]) {
    this.#ledger = new Ledger({ limit: 200, maxBytes: 28_000, keyOf: (fact) => fact.command, entries });
  }

  /** Commands that were started; their outcome follows, unless the session ends first. */
  started(commands: readonly string[], place: Place): void {
    for (const command of commands)
      Object.assign(
        this.#ledger.sight(command, place, (seen) => ({ ...seen, command, failures: 0 })),
        { ok: undefined, exitCode: undefined },
      );
  }

  /** The person did not let them run. */
  refused(commands: readonly string[]): void {
    for (const command of commands) if (this.#ledger.get(command)?.count === 1) this.#ledger.delete(command);
  }

  /** One status for a whole line: when several commands failed together, only a check among them is blamed. */
  finished(commands: readonly string[], result: Pick<ToolResult, 'exitCode'> & { ok: boolean }): void {
    const blamed = result.ok || commands.length < 2 ? commands : suspects(commands);
    for (const command of blamed) {
      const fact = this.#ledger.get(command);
      if (!fact) continue;
      fact.ok = result.ok;
      fact.exitCode = result.exitCode;
      if (!result.ok) fact.failures++;
    }
  }

  facts(): CommandFact[] {
    return this.#ledger.values();
  }
}

function suspects(commands: readonly string[]): readonly string[] {
  const checks = commands.filter((command) => checkOf(command) !== undefined);
  return checks.length > 0 ? checks : commands.slice(-1);
}

/** The commands of a line that took effect: all, or, when a check failed, those in front of it. */
export function effective(segments: readonly Segment[], ok: boolean): readonly Segment[] {
  if (ok) return segments;
  const check = segments.findIndex((segment) => !isTrivial(segment) && checkOf(segment.text) !== undefined);
  return segments.slice(0, Math.max(0, check));
}

/** The commands that are worth knowing, each on one line and once. */
export function tellingCommands(segments: readonly Segment[]): string[] {
  const telling = segments.filter((segment) => segment.text.length <= MAX_CHARS && !isTrivial(segment));
  return [...new Set(telling.map(({ text }) => text))];
}
