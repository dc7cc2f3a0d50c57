/** What every agent's transcript can hold. Texts are what a person or the model saw; nothing here is a record yet. */
export interface SessionWriter {
  /** Characters that were seen in the session so far; about 3.5 of them are a token. */
  readonly visibleChars: number;
  prompt(text: string): void;
  reply(text: string): void;
  search(pattern: string, output: string): void;
  /** Paths are relative to the session's directory, or absolute. */
  read(path: string, content: string): void;
  edit(path: string): void;
  run(command: string, output: string, exitCode?: number): void;
  endTurn(): void;
  /** Whole lines of the transcript. */
  toText(): string;
}

export interface Place {
  /** The session's working directory. */
  cwd: string;
  branch: string;
  /** Milliseconds since 1970 of the first record. */
  startedAtMs: number;
}

export const USUAL_PLACE: Place = {
  cwd: '/home/dev/project',
  branch: 'main',
  startedAtMs: Date.UTC(2026, 2, 2, 9),
};

/** Whether a path needs no directory in front of it, on any system. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path);
}

export function absolute(cwd: string, path: string): string {
  if (isAbsolute(path)) return path;
  return cwd.includes('\\') ? `${cwd}\\${path.replaceAll('/', '\\')}` : `${cwd}/${path}`;
}
