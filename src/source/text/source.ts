import { cutMiddle, type EventBody } from '../../session/events.ts';
import type { ByteRange, Emit, Line, Outcome, Source, TranscriptReader } from '../contract.ts';

/** Who speaks, as logs and exported chats mark it: `User:`, `**Assistant:**`, `### Human`, aider's `#### words`. */
const SPEAKER =
  /^\s*(?:#{1,6}\s+)?(?:\*\*|__)?(user|human|assistant|agent|ai|claude|codex|chatgpt|gemini|model|bot)(?:\*\*|__)?(?:\s*\([^)]{0,40}\))?(?::(?:\*\*|__)?\s*(.*)|\s*)$/i;
const AIDER_PROMPT = /^#### (.+)$/;
const SHELL_PROMPT = /^\s*(?:\[[^\]]{1,60}\]|[\w.@~/:-]{0,60})\s?\$ (\S.*)$/;
const USERS = /^(?:user|human)$/i;
/** Longer pieces are handed on as they are, so that memory does not grow with the file. */
const MAX_PIECE_CHARS = 64 * 1024;

type Piece = {
  of: 'user' | 'agent' | 'output';
  offset: number;
  lines: string[];
  chars: number;
  callId?: string;
};

/** Any log, as a last resort: speakers where they are marked, shell commands, and everything else as the agent's. */
export const text: Source = {
  agent: 'text',
  label: 'Text',
  recordsUsage: false,
  readsTail: true,
  recognises: (head) => head.trim() !== '' && !head.includes('\0') && !/^\uFEFF?\s*[{[]/.test(head),
  discover: () => [],
  reader: () => new TextReader(),
};

class TextReader implements TranscriptReader {
  #piece: Piece | undefined;

  line({ buffer, start, end, offset }: Line, emit: Emit): Outcome {
    const line = buffer.toString('utf8', start, end);
    if (line.includes('\0')) return 'malformed';
    const aider = AIDER_PROMPT.exec(line);
    const speaker = aider ? null : SPEAKER.exec(line);
    const command = aider || speaker ? undefined : SHELL_PROMPT.exec(line)?.[1];
    if (command !== undefined) this.#command(command, offset, emit);
    else if (aider) this.#speaks('user', aider[1] ?? '', offset, emit);
    else if (speaker)
      this.#speaks(USERS.test(speaker[1] ?? '') ? 'user' : 'agent', speaker[2] ?? '', offset, emit);
    else this.#goesOn(line, offset, emit);
    return 'understood';
  }

  end(emit: Emit): readonly Outcome[] {
    this.#finish(emit);
    return [];
  }

  state(): undefined {
    return undefined;
  }

  abandoned(): readonly ByteRange[] {
    return [];
  }

  #command(command: string, offset: number, emit: Emit): void {
    this.#finish(emit);
    const callId = `call@${offset}`;
    emit({ kind: 'tool-call', callId, tool: 'shell', action: { type: 'command', command }, offset });
    this.#piece = { of: 'output', offset, lines: [], chars: 0, callId };
  }

  /** The words of aider's user go on over several marked lines. */
  #speaks(of: 'user' | 'agent', words: string, offset: number, emit: Emit): void {
    const isSame = this.#piece?.of === of && of === 'user' && this.#piece.lines.at(-1) !== '';
    if (isSame) return this.#goesOn(words, offset, emit);
    this.#finish(emit);
    this.#piece = { of, offset, lines: words === '' ? [] : [words], chars: words.length };
  }

  #goesOn(line: string, offset: number, emit: Emit): void {
    this.#piece ??= { of: 'agent', offset, lines: [], chars: 0 };
    this.#piece.lines.push(line);
    this.#piece.chars += line.length + 1;
    if (this.#piece.chars > MAX_PIECE_CHARS) this.#finish(emit);
  }

  #finish(emit: Emit): void {
    const piece = this.#piece;
    this.#piece = undefined;
    if (!piece) return;
    const words = piece.lines.join('\n').trim();
    if (piece.callId === undefined && words === '') return;
    emit({ ...eventOf(piece, words), offset: piece.offset });
  }
}

function eventOf({ of, callId }: Piece, words: string): EventBody {
  if (of === 'user') return { kind: 'prompt', text: words, origin: 'typed' };
  if (of === 'agent' || callId === undefined) return { kind: 'reply', text: words };
  return { kind: 'tool-result', callId, ok: true, output: cutMiddle(words) };
}
