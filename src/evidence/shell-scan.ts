const MAX_COMMAND_CHARS = 20_000;

type Context = '"' | "'" | '`' | '$(' | '(';

interface Scan {
  command: string;
  at: number;
  word: string;
  words: string[];
  segments: string[][];
  contexts: Context[];
  hereDocuments: string[];
}

/**
 * The words of each simple command of a shell line, as they were written, quotes included. Splits at `&&`, `||`, `;`,
 * `|`, `&` and line ends outside quotes and `$(...)`; comments and here-documents are left out. One pass; what is not
 * closed at the end was cut or is no shell, and its command is left out.
 */
export function scanShell(command: string): string[][] {
  const isCut = command.length > MAX_COMMAND_CHARS;
  const scan: Scan = {
    command: isCut ? command.slice(0, MAX_COMMAND_CHARS) : command,
    at: 0,
    word: '',
    words: [],
    segments: [],
    contexts: [],
    hereDocuments: [],
  };
  while (scan.at < scan.command.length) step(scan);
  if (!isCut && scan.contexts.length === 0) endSegment(scan);
  return scan.segments;
}

const PLAIN = /[^\\'"`$()#<;|&\s]+/y;
const INSIDE_DOUBLE_QUOTES = /[^\\"`$]+/y;
const INSIDE_SINGLE_QUOTES = /[^']+/y;
const INSIDE_BACK_TICKS = /[^\\`]+/y;

function step(scan: Scan): void {
  const context = scan.contexts.at(-1);
  if (takeRun(scan, runPattern(context))) return;
  const character = scan.command[scan.at] ?? '';
  if (character === '\\' && context !== "'") return escape(scan);
  if (context === "'" || context === '`') {
    if (character === context) scan.contexts.pop();
    return take(scan, 1);
  }
  if (character === '$' && scan.command[scan.at + 1] === '(') {
    scan.contexts.push('$(');
    return take(scan, 2);
  }
  if (context === '"') {
    if (character === '"') scan.contexts.pop();
    else if (character === '`') scan.contexts.push('`');
    return take(scan, 1);
  }
  outsideQuotes(scan, character);
}

function runPattern(context: Context | undefined): RegExp {
  if (context === '"') return INSIDE_DOUBLE_QUOTES;
  if (context === "'") return INSIDE_SINGLE_QUOTES;
  return context === '`' ? INSIDE_BACK_TICKS : PLAIN;
}

function takeRun(scan: Scan, pattern: RegExp): boolean {
  pattern.lastIndex = scan.at;
  if (!pattern.test(scan.command)) return false;
  take(scan, pattern.lastIndex - scan.at);
  return true;
}

function take(scan: Scan, count: number): void {
  scan.word += scan.command.slice(scan.at, scan.at + count);
  scan.at += count;
}

function escape(scan: Scan): void {
  if (scan.command[scan.at + 1] !== '\n') return take(scan, 2);
  scan.at += 2;
  if (scan.contexts.length === 0) endWord(scan);
}

const HERE_DOCUMENT = /<<-?[ \t]*(["']?)([\w.+-]+)\1/y;

function outsideQuotes(scan: Scan, character: string): void {
  const { command, at, contexts } = scan;
  if (character === '"' || character === "'" || character === '`') {
    contexts.push(character);
    return take(scan, 1);
  }
  if (character === '#' && /^$|\s|[;&|(]/.test(command[at - 1] ?? '')) {
    const lineEnd = command.indexOf('\n', at);
    scan.at = lineEnd === -1 ? command.length : lineEnd;
    return;
  }
  if (character === '<' && command[at + 1] === '<') return hereDocument(scan);
  if (character === '\n' && scan.hereDocuments.length > 0) skipHereDocuments(scan);
  if (character === '(') {
    const isSubshell = contexts.length === 0 && scan.word === '' && scan.words.length === 0;
    if (isSubshell) return endSegment(scan, 1);
    contexts.push('(');
    return take(scan, 1);
  }
  if (contexts.length > 0) {
    if (character === ')') contexts.pop();
    return take(scan, 1);
  }
  if (isSeparator(command, at)) return endSegment(scan, 1);
  if (/\s/.test(character)) return endWord(scan, 1);
  take(scan, 1);
}

function isSeparator(command: string, at: number): boolean {
  const character = command[at] ?? '';
  if (character !== '&') return ';|\n)'.includes(character);
  const isRedirection = command[at - 1] === '>' || command[at - 1] === '<' || command[at + 1] === '>';
  return !isRedirection;
}

function hereDocument(scan: Scan): void {
  HERE_DOCUMENT.lastIndex = scan.at;
  const match = scan.command[scan.at + 2] === '<' ? null : HERE_DOCUMENT.exec(scan.command);
  if (!match) return take(scan, scan.command[scan.at + 2] === '<' ? 3 : 2);
  scan.hereDocuments.push(match[2] ?? '');
  scan.at += match[0].length;
}

/** From the end of the line that named them to the end of the last one. */
function skipHereDocuments(scan: Scan): void {
  const { command } = scan;
  for (const mark of scan.hereDocuments.splice(0)) {
    for (;;) {
      const start = scan.at + 1;
      const lineEnd = command.indexOf('\n', start);
      scan.at = lineEnd === -1 ? command.length : lineEnd;
      const line = command.slice(start, scan.at).trim();
      if (line === mark || scan.at >= command.length) break;
    }
  }
}

function endWord(scan: Scan, skip: number = 0): void {
  if (scan.word !== '') scan.words.push(scan.word);
  scan.word = '';
  scan.at += skip;
}

function endSegment(scan: Scan, skip: number = 0): void {
  endWord(scan, skip);
  if (scan.words.length > 0) scan.segments.push(scan.words);
  scan.words = [];
}
