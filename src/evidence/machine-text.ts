/** Lines that a program wrote and a person pasted: they hold "must" and "stop" too, and are nobody's rule. */
const MACHINE_LINES: readonly RegExp[] = [
  // Diffs, stack traces, shell sessions, code.
  /^(?:[+\-@]{1,3}\s|at [\w.<>$]+ ?\(|\$ |> |[{}[\]();]|\/\/|#include|(?:import|const|func|def|class) \w+.*[{(:=;'"]|Traceback )/,
  // Times and levels of log lines.
  /^\[?(?:\d{2,4}[-:/]\d{2}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* {1,2}\d{1,2} \d{2}:\d{2})/,
  /^(?:TRACE|DEBUG|INFO|ERROR|FATAL):/,
  /[[|](?:DEBU?G?|INFO|WARN(?:ING)?|ERROR?|FATAL|TRACE)[|\]]/,
  // `file.go:209: …`, `go: cannot find …`, and what agents draw on the terminal.
  /^[\w@./\\-]+\.\w+:\d+[:\s]/,
  /^(?:error|fatal|bash|zsh|sh): /i,
  // Help of a command.
  /^(?:use|run|see|type) .*(?:--help\b|\bhelp\b|for (?:more|further) (?:information|details|help))/i,
  /^[⎿⏺│├└╭╰●✓✔✗✘❯]/u,
];

export function looksLikeMachineText(line: string): boolean {
  if (MACHINE_LINES.some((pattern) => pattern.test(line))) return true;
  if (isCutFromQuote(line)) return true;
  const settings = line.match(/(?:^|\s)[\w.]+=\S/g)?.length ?? 0;
  if (settings > 2) return true;
  const symbols = line.match(/[{}[\]()<>;=|\\^~]/g)?.length ?? 0;
  return symbols > 4 && symbols / line.length > 0.06;
}

/** A sentence with only one end of a quotation was said by somebody else. */
function isCutFromQuote(line: string): boolean {
  const quotes = line.match(/"/g)?.length ?? 0;
  return quotes === 1 && /^"|"\W*$/.test(line);
}
