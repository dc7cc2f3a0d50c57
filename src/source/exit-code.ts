/** Where agents and their tools put the exit status of a command, by how their output begins or ends. */
const EXIT_CODES = [
  /^(?:Error: )?Exit code:? (-?\d{1,10})\b/,
  /^(?:Chunk ID|Command|Wall time)[\s\S]{0,4000}?^Process exited with code (-?\d{1,10})$/m,
  /\bCommand exited with code (-?\d{1,10})\s*$/,
];
/** Enough for any of them; outputs can be megabytes. */
const SEARCHED_CHARS = 6000;

/** The exit status that a tool's output tells of; undefined when it tells of none. */
export function exitCodeIn(output: string): number | undefined {
  const ends =
    output.length <= 2 * SEARCHED_CHARS
      ? [output]
      : [output.slice(0, SEARCHED_CHARS), output.slice(-SEARCHED_CHARS)];
  for (const text of ends) {
    for (const pattern of EXIT_CODES) {
      const code = pattern.exec(text)?.[1];
      if (code !== undefined) return Number(code);
    }
  }
  return undefined;
}
