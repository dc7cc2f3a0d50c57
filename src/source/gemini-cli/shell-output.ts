/** What the shell tool writes in front of a command's output; 0.2x repeated the command too. */
const HEADER = /^(?:Command: [\s\S]*?\nDirectory: .*\n)?(?:Output|Stdout): /;
/** What it writes behind. Versions after 0.2x leave the status out where it is 0. */
const FOOTER =
  /(?:\nStderr: \(empty\))?(?:\nError: \(none\))?(?:\nExit Code: (-?\d{1,10}|\(none\)))?(?:\nSignal: .*)?(?:\nBackground PIDs: .*)?(?:\nProcess Group PGID: .*)?$/;
const FOOTER_CHARS = 600;

/** A command's output and status, without what the shell tool tells around them. */
export function shellOutput(shown: string): { output: string; exitCode: number | undefined } {
  const headerLength = HEADER.exec(shown)?.[0].length;
  if (headerLength === undefined) return { output: shown, exitCode: undefined };
  const end = Math.max(headerLength, shown.length - FOOTER_CHARS);
  const footer = FOOTER.exec(shown.slice(end));
  const output = shown.slice(headerLength, end + (footer?.index ?? 0));
  const exitCode = Number(footer?.[1] ?? Number.NaN);
  return {
    output: output === '(empty)' ? '' : output,
    exitCode: Number.isNaN(exitCode) ? undefined : exitCode,
  };
}
