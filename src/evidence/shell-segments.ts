import { scanShell } from './shell-scan.ts';

/** One simple command of a shell line, as it was written. */
export interface Segment {
  text: string;
  /** What it runs and with what, quotes included; the first is the program. */
  words: string[];
}

const MAX_SEGMENTS = 40;
const MAX_DEPTH = 2;

/**
 * The simple commands of a shell line. Assignments, `sudo`-like words and shell keywords in front, and redirections to
 * nowhere, are dropped; `name=$(command)` and `bash -c 'command'` stand for the command in them.
 */
export function shellSegments(command: string, depth: number = 0): Segment[] {
  const segments = scanShell(command).flatMap((words) => simpleCommand(words, depth));
  return segments.length > MAX_SEGMENTS ? segments.slice(0, MAX_SEGMENTS) : segments;
}

function segmentOf(words: string[]): Segment {
  return { text: words.join(' '), words };
}

const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
const SUBSTITUTED = /^[A-Za-z_]\w*="?\$\(([\s\S]*)\)"?$/;
const IN_FRONT = new Set(
  'sudo time exec command nohup then do else if elif while until ! { builtin export local readonly declare'.split(
    ' ',
  ),
);

function simpleCommand(written: string[], depth: number): Segment[] {
  let from = 0;
  for (; from < written.length; from++) {
    const word = written[from] ?? '';
    const inner = depth < MAX_DEPTH ? SUBSTITUTED.exec(word)?.[1] : undefined;
    if (inner !== undefined && from === written.length - 1) return shellSegments(inner, depth + 1);
    if (!ASSIGNMENT.test(word) && !IN_FRONT.has(word)) break;
  }
  const words = withoutRedirections(from === 0 ? written : written.slice(from));
  while (words.at(-1) === '}') words.pop();
  if (words.length === 0) return [];
  const script = depth < MAX_DEPTH ? shellScript(words) : undefined;
  return script === undefined ? [segmentOf(words.map(withoutLongText))] : shellSegments(script, depth + 1);
}

function shellScript(words: readonly string[]): string | undefined {
  const [program = '', option = '', script] = words;
  if (!/^(?:\/(?:usr\/)?bin\/)?(?:ba|z|da)?sh$/.test(program) || !/^-[a-z]*c$/.test(option)) return undefined;
  return script === undefined ? undefined : unquoted(script);
}

function withoutRedirections(words: string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (/^(?:[0-9&]?>>?(?:&[0-9]|\/dev\/null)|<\/dev\/null)$/.test(word)) continue;
    if (/^(?:[0-9&]?>>?|<)$/.test(word) && words[index + 1] === '/dev/null') index++;
    else kept.push(word);
  }
  return kept;
}

const MAX_QUOTED_CHARS = 160;

/** A message or a program in quotes says nothing about how to run the command again. */
function withoutLongText(word: string): string {
  const text = word.includes('$(cat') ? word.replace(/\$\(cat\s*\)/g, '…') : word;
  const isShort = text.length <= MAX_QUOTED_CHARS && !text.includes('\n');
  if (isShort) return text;
  const quote = /["']/.exec(text);
  if (!quote) return text;
  const [firstLine = ''] = text.slice(0, quote.index + 60).split('\n');
  return `${firstLine.trimEnd()}…${quote[0]}`;
}

/** A word without the quotes around it. */
export function unquoted(word: string): string {
  const quote = word[0];
  const isQuoted = (quote === '"' || quote === "'") && word.length > 1 && word.endsWith(quote);
  return isQuoted ? word.slice(1, -1) : word;
}
