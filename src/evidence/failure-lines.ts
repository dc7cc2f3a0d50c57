import { withoutHidden } from '../session/visible-text.ts';
import { oneLine, shorten } from './wording.ts';

const MAX_LINE_CHARS = 400;
const MAX_TEXT_CHARS = 160;
const MAX_FOUND = 60;

/** Lines that name a failing test: a run with one has failed whatever its exit status, which a pipe hides. */
const TEST_LINES: readonly RegExp[] = [
  /^\s*--- FAIL: \S+/,
  /^\s*(?:FAIL|FAILED|✗|✕|×|❌|●)[: ]+\S*[\w/]\S+/,
  /^\s*not ok \d+/,
  /^test \S+ \.\.\. FAILED/,
  /^\S+ (?:FAILED|ERROR)\s+\[/,
];

/** Lines of output that name another failure: compilers, linters, runtimes and shells of the common languages. */
const ERROR_LINES: readonly RegExp[] = [
  /^\s*[\w@./\\-]+\.\w+[:(]\d+(?:[:,]\d+)?\)?:? \S/,
  /^\s*(?:\w+\.)*\w*(?:Error|Exception)(?: \[\w+\])?: \S/,
  /^\s*(?:E {3}|>\s+E\s)\S/,
  /\berror(?: TS\d+|\[[A-Z]\d+\])?: \S/i,
  /^\s+\d+:\d+\s+error\s/,
  /^\s*panic: |panicked at /,
  /^\s*(?:fatal|\[ERROR\]|npm (?:ERR!|error)|make: \*\*\*)/,
  /command not found|No such file or directory|Permission denied|Connection refused|Address already in use/,
];

const MARK =
  /fail|FAIL|[Ee]rror|ERR|xception|panic|✗|✕|×|❌|●|not ok|denied|refused|not found|No such|fatal|\.\w+[:(]\d+[:,]\d+/;
/** Lines that count, repeat or quote failures instead of naming one. */
const NOISE =
  /^\s*(?:FAIL\s*$|FAIL\s+\S+\s+(?:[\d.]+s|\[)|exit status|Exit code|Error: Exit code|Process exited|\d+ (?:failed|errors?))|\b0 (?:errors|failed|failures)\b/;

const COUNTS =
  /\b[1-9]\d* (?:tests? |suites? )?(?:failed|failing|failures?|errors?)\b|\b(?:failed|failures|errors)\s*[:=] ?[1-9]/i;
const PASSED = /^\s*(?:[✓✔√]|ok \d|PASS\b|--- PASS)/;

export interface FailureLines {
  /** Most telling first. */
  texts: string[];
  /** Whether a failing test is among them. */
  namesTest: boolean;
  /** Whether it sums up that something failed. */
  countsFailures: boolean;
}

/** Lines of an output that name what failed. One pass over the output. */
export function failureLines(output: string): FailureLines {
  const tests: string[] = [];
  const errors: string[] = [];
  let countsFailures = false;
  if (!MARK.test(output)) return { texts: tests, namesTest: false, countsFailures: false };
  for (const line of output.split('\n')) {
    if (line.length > MAX_LINE_CHARS || !MARK.test(line)) continue;
    if (COUNTS.test(line) && !PASSED.test(line)) countsFailures = true;
    if (NOISE.test(line)) continue;
    if (TEST_LINES.some((pattern) => pattern.test(line))) tests.push(textOf(line));
    else if (ERROR_LINES.some((pattern) => pattern.test(line))) errors.push(textOf(line));
    if (tests.length + errors.length >= MAX_FOUND) break;
  }
  return { texts: [...new Set([...tests, ...errors])], namesTest: tests.length > 0, countsFailures };
}

/** Whether a failure is that of a test, and not what a compiler or a program said. */
export function isOfTest(text: string): boolean {
  return TEST_LINES.some((pattern) => pattern.test(text));
}

function textOf(line: string): string {
  return shorten(oneLine(withoutHidden(line)), MAX_TEXT_CHARS);
}

/** The same failure with other numbers, hashes and times counts as the same. */
export function maskFailure(line: string): string {
  return line.replace(/\b[0-9a-f]{7,40}\b/g, '#').replace(/\d+(?:\.\d+)?/g, '0');
}

/** The name of the test in a failure line, where there is one. */
export function failingTest(text: string): string | undefined {
  const name =
    /^(?:--- FAIL:|FAILED|not ok \d+ -?|test) (\S{4,})/.exec(text)?.[1] ??
    /^[✗✕×❌●] (.{4,80}?)(?: \(?\d+ ?ms\)?)?$/.exec(text)?.[1];
  return name?.replace(/[,;:]$/, '');
}
