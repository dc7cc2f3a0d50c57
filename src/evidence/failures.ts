import type { Place } from '../session/events.ts';
import { checkOf, coversFailure, type Check } from './checks.ts';
import { failingTest, failureLines, maskFailure, type FailureLines } from './failure-lines.ts';
import type { FailureFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { programOf } from './trivial-commands.ts';

const PER_OUTPUT = 12;
/** So many commands succeed behind a failure that no check showed: the session went on, and it matters no more. */
const GONE_ON = 5;
const NONE: FailureLines = { texts: [], namesTest: false, countsFailures: false };

export interface Run {
  /** The commands of one line that are worth knowing. */
  commands: readonly string[];
  /** Exit status 0, as far as it is known. */
  ok: boolean;
  output: string;
  /** More than one command ran: the status is that of the last. */
  isStatusHidden: boolean;
}

/** What fails, and whether it still does: later runs that check the same thing decide. */
export class FailuresFold {
  readonly #ledger: Ledger<FailureFact>;

  constructor(entries?: readonly FailureFact[]) {
    this.#ledger = new Ledger({
      limit: 50,
      maxBytes: 12_000,
      keyOf: (fact) => maskFailure(fact.text),
      rankOf: (fact) => Number(fact.live),
      entries,
    });
  }

  /** Commands finished. A pipe into `tail` hides the exit status of a test, so its output counts too. */
  ran({ commands, ok, output, isStatusHidden }: Run, place: Place): { failed: boolean } {
    const [first] = commands;
    if (first === undefined) return { failed: !ok };
    const checked = commands.map((command) => ({ command, check: checkOf(command) }));
    const main = checked.find(({ check }) => check)?.command ?? first;
    const isCheck = checked.some(({ check }) => check);
    const found: FailureLines = !ok || isCheck ? failureLines(output) : NONE;
    const failed = !ok || found.namesTest || (isStatusHidden && found.countsFailures);
    const run = { checked, failed, output, shown: new Set(failed ? found.texts.map(maskFailure) : []) };
    for (const fact of this.#ledger) {
      if (!fact.live) continue;
      if (!failed && checkOf(fact.command) === undefined) fact.passedSince = (fact.passedSince ?? 0) + 1;
      if (isOver(fact, run) || (fact.passedSince ?? 0) >= GONE_ON) fact.live = false;
    }
    if (failed)
      for (const text of found.texts.slice(0, PER_OUTPUT)) this.#show({ text, command: main }, place);
    return { failed };
  }

  facts(): FailureFact[] {
    return this.#ledger.values();
  }

  #show(failure: Pick<FailureFact, 'text' | 'command'>, place: Place): void {
    const key = maskFailure(failure.text);
    const fact = this.#ledger.sight(key, place, (seen) => ({ ...seen, ...failure, live: true }));
    this.#ledger.reword(fact, { ...failure, live: true, passedSince: undefined });
  }
}

interface JudgedRun {
  checked: readonly { command: string; check: Check | undefined }[];
  failed: boolean;
  output: string;
  /** Masked failures of this run. */
  shown: ReadonlySet<string>;
}

/** Whether a run shows that a failure is over: it would have appeared again and did not, or its test passed. */
function isOver(fact: FailureFact, run: JudgedRun): boolean {
  if (run.shown.has(maskFailure(fact.text))) return false;
  if (passes(failingTest(fact.text), run.output)) return true;
  const earlier = checkOf(fact.command);
  return run.checked.some(({ command, check }) => {
    if (run.failed) return command === fact.command && run.shown.size > 0;
    if (!earlier || !check) return sameProgram(command, fact.command);
    return command === fact.command || coversFailure(check, earlier, fact.text);
  });
}

function passes(test: string | undefined, output: string): boolean {
  const at = test === undefined ? -1 : output.indexOf(test);
  if (test === undefined || at === -1) return false;
  const start = output.lastIndexOf('\n', at) + 1;
  const end = output.indexOf('\n', at);
  const line = output.slice(start, end === -1 ? undefined : end).slice(0, 500);
  return /--- PASS|\bPASS(?:ED)?\b|^\s*[✓✔√]|^ok \d|\.\.\. ok$/.test(line);
}

/** For commands that are no checks: the same program that succeeds is good enough. */
function sameProgram(command: string, earlier: string): boolean {
  return programOf(command.split(' ', 1)) === programOf(earlier.split(' ', 1));
}
