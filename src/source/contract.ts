/** The seam between an agent's own transcript format and everything else. */
import type { SessionEvent } from '../session/events.ts';

/** A transcript on disk, not yet opened. */
export interface TranscriptFile {
  agent: string;
  path: string;
  /** The agent's id of the session, from the file's name or its first record. */
  nativeId: string;
  sizeBytes: number;
  /** Last modification, milliseconds since the epoch. */
  modifiedMs: number;
  /** The directory in which the session worked, as recorded; undefined where the agent does not say. */
  cwd: string | undefined;
}

/** Where to look for transcripts. The environment is passed in; a source reads none of its own. */
export interface DiscoveryQuery {
  homeDirectory: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Absolute directories (the project and its worktrees); a session belongs when it worked in one or below. Undefined: everywhere. */
  directories?: readonly string[] | undefined;
  /** The agent's id of one session: only that is looked for. Never used as a path. */
  nativeId?: string | undefined;
  /** At most so many, newest first. */
  limit: number;
}

/** One line of a transcript: `buffer[start, end)`, without its line feed. Valid only during the call. */
export interface Line {
  buffer: Buffer;
  start: number;
  end: number;
  /** Offset in the file of the line's first byte. */
  offset: number;
}

/**
 * What became of a record. `ignored`: known and irrelevant. `unknown`: a kind of record that this reader does not
 * know, named by type and agent version for the format alarm; see `unknownKind`.
 */
export type Outcome = 'understood' | 'ignored' | 'malformed' | { unknown: string };

export type Emit = (event: SessionEvent) => void;

/** Bytes of the transcript that are no longer part of the conversation (rewound, rolled back): [from, to). */
export interface ByteRange {
  from: number;
  to: number;
}

/** Reads one transcript, line by line and in order. Live state: one reader for one file. */
export interface TranscriptReader {
  /**
   * Takes the next whole line. Never throws for what a file may hold. Where lines are not records, the outcomes of all
   * records that end in this line; perhaps none.
   */
  line(line: Line, emit: Emit): Outcome | readonly Outcome[];
  /** The file has ended (for now). What is still open is finished here; the outcomes are of records not yet counted. */
  end?(emit: Emit): readonly Outcome[];
  /** What must be known to go on behind the last line, as JSON; undefined when only a whole reading will do. */
  state(): unknown;
  /** Ranges that turned out to be abandoned; the caller reads again without them. */
  abandoned(): readonly ByteRange[];
}

/** One agent's transcripts: where they are, how to tell them, how to read them. */
export interface Source {
  /** Short name, used in ids, flags and files: `claude-code`, `codex`. */
  readonly agent: string;
  /** The name that people know. */
  readonly label: string;
  /** Whether the format holds the context tokens of each model call. Shared code asks this instead of testing for an agent by name. */
  readonly recordsUsage: boolean;
  /** Lines longer than this are skipped and counted as `oversize`. Default: `MAX_LINE_BYTES`. */
  readonly maxLineBytes?: number;
  /**
   * Whether what follows the last line feed is read as well, whatever it is. In JSON lines it is read only when it is a
   * whole record, and else left for later (the default); a document or a plain log often ends without a line feed.
   */
  readonly readsTail?: boolean;
  /**
   * Whether a file is this agent's, from its first bytes (at most 64 KiB, decoded leniently). Sources are asked in
   * the order of the registry and the first `true` wins, so be strict.
   */
  recognises(head: string): boolean;
  /** Finds transcripts, newest first. Missing directories mean none; unreadable entries are passed over. */
  discover(query: DiscoveryQuery): TranscriptFile[];
  /** A reader from the start, or going on from a `state()` of an earlier one. */
  reader(state?: unknown): TranscriptReader;
}

/** A line of this length or more is not parsed: no agent needs it, and images or attacks are all that is that long. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** A record nested deeper is not looked at: it is no agent's, and what walks it could overflow the stack. */
export const MAX_JSON_DEPTH = 200;
