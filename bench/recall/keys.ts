import { isTrivial, splitCommands, testsIn } from './commands.ts';
import { list, type Step } from './session.ts';

export type Family = 'FILE' | 'CMD' | 'TEST' | 'REF' | 'IDENT' | 'ERR';

/** Something that an action or a statement of the agent names. */
export interface Key {
  family: Family;
  text: string;
  /** Of a file: it was edited. */
  edited?: boolean;
}

const PATH_INPUTS = ['file_path', 'notebook_path', 'path', 'filePath'];
const EDITING = /edit|write|patch|replace|create/i;
const FILE_WORD = /^(?:~|\.{1,2})?\/?(?:[\w@.+-]+\/)*[\w@+-][\w@.+-]*\.[A-Za-z][A-Za-z0-9]{0,6}$/;
const REFERENCE =
  /https?:\/\/[^\s"'<>)\]}`\\]{4,200}|\b(?:localhost|(?:\d{1,3}\.){3}\d{1,3}):\d{2,5}\b|\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b|(?<![\w&/])#\d{1,6}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|(?<![\w./-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w./-])/g;
const IDENTIFIER =
  /\b(?:[a-z]+(?:[A-Z][a-z0-9]*)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+|[a-zA-Z0-9]+(?:_[a-zA-Z0-9]+)+)\b/g;
const TEST_NAME = /^(?:Test[A-Z0-9_]|test_)/;

/** The keys of one step; of results only failure lines count, and of edits nothing of their text. */
export function keysOf(step: Step): Key[] {
  if (step.kind === 'said') return [...references(step.text), ...backTicked(step.text)];
  if (step.kind !== 'call') return [];
  const command = commandOf(step.input);
  if (command !== undefined) return commandKeys(command);
  const keys: Key[] = [];
  for (const name of PATH_INPUTS) {
    const path = step.input[name];
    if (typeof path === 'string' && path !== '')
      keys.push({ family: 'FILE', text: path, edited: EDITING.test(step.tool) });
  }
  for (const path of patched(step.input)) keys.push({ family: 'FILE', text: path, edited: true });
  const { pattern, prompt, url, query } = step.input;
  for (const text of [pattern, query, prompt]) if (typeof text === 'string') keys.push(...identifiers(text));
  if (typeof prompt === 'string') keys.push(...references(prompt));
  if (typeof url === 'string') keys.push(...references(url));
  return keys;
}

/** Ids of the calls whose output can show that something failed: commands that do more than look around. */
export function runsOf(steps: readonly Step[]): Set<string> {
  return new Set(
    steps.flatMap((step) => {
      const command = step.kind === 'call' ? commandOf(step.input) : undefined;
      const isRun = command !== undefined && splitCommands(command).some((part) => !isTrivial(part));
      return step.kind === 'call' && isRun ? step.id : [];
    }),
  );
}

export function commandOf(input: Record<string, unknown>): string | undefined {
  const command = input['command'] ?? input['cmd'];
  if (typeof command === 'string') return command;
  const words = list(command).filter((word) => typeof word === 'string');
  if (words.length === 0) return undefined;
  return /^(?:\/bin\/)?(?:ba|z)?sh$/.test(words[0] ?? '') ? words.at(-1) : words.join(' ');
}

function commandKeys(line: string): Key[] {
  const body = line.replace(/<<-?\s*['"]?(\w+)['"]?[\s\S]*?\n\1(?:\n|$)/g, '');
  const keys: Key[] = patched({ patch: line }).map((text) => ({ family: 'FILE', text, edited: true }));
  for (const command of splitCommands(body)) {
    if (!isTrivial(command)) keys.push({ family: 'CMD', text: command });
    for (const name of testsIn(command)) keys.push({ family: 'TEST', text: name });
    for (const word of command.split(' ').slice(1)) {
      const bare = word.replace(/^["']|["',;:]+$/g, '');
      if (FILE_WORD.test(bare) && !bare.includes('://') && !/^v?\d+\./.test(bare))
        keys.push({ family: 'FILE', text: bare });
    }
    keys.push(...references(command));
  }
  return keys;
}

function patched(input: Record<string, unknown>): string[] {
  const text = [input['patch'], input['input']].find((value) => typeof value === 'string');
  return typeof text === 'string'
    ? [...text.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map(([, path = '']) => path.trim())
    : [];
}

function references(text: string): Key[] {
  return [...text.matchAll(REFERENCE)].map(([found]) => ({
    family: 'REF',
    text: found.replace(/[.,;:!?]+$/, ''),
  }));
}

function identifiers(text: string): Key[] {
  return [...text.matchAll(IDENTIFIER)]
    .map(([found]) => found)
    .filter((found) => found.length >= 6 && found.length <= 60)
    .map((found) => ({ family: TEST_NAME.test(found) ? 'TEST' : 'IDENT', text: found }));
}

function backTicked(text: string): Key[] {
  return [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]{3,100})`/g)].flatMap(([, quoted = '']) =>
    identifiers(quoted),
  );
}

/** Positions of compilers have a column, or stand at the line's beginning: indented ones without are logs of tests. */
const FAILURE =
  /^[\w@./\\-]+\.\w+[:(]\d+(?:[:,]\d+)?\)?:? \S.*|^\s*(?:--- FAIL: \S+|(?:FAIL|FAILED|✗|✕|×)[: ]+\S*[\w/]\S+|not ok \d+|[\w@./\\-]+\.\w+[:(]\d+[:,]\d+\)?:? \S.*|(?:\w+\.)*\w*(?:Error|Exception)(?: \[\w+\])?: \S.*|.*\berror(?: TS\d+|\[[A-Z]\d+\])?: \S.*|\s*panic: .*)/;
const NO_FAILURE =
  /\b0 (?:errors|failed|failures)\b|^\s*(?:FAIL\s*$|exit status|Exit code|\d+ (?:failed|errors?))/;

/** Failure lines with paths, numbers and hashes masked. */
export function failures(output: string): string[] {
  if (!/fail|error|exception|panic|✗|✕|×|:\d+:/i.test(output)) return [];
  return output
    .split('\n')
    .filter((line) => line.length < 300 && FAILURE.test(line) && !NO_FAILURE.test(line))
    .slice(0, 40)
    .map(masked);
}

export function masked(line: string): string {
  return line
    .trim()
    .replace(/(?:[\w@.+~-]*\/)+/g, '')
    .replace(/\b[0-9a-f]{7,40}\b/g, '#')
    .replace(/\d+(?:\.\d+)?/g, '0')
    .replace(/\s+/g, ' ');
}
