import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseCredentialFile } from './credential-syntax.ts';
import { holdsProviderToken } from './provider-tokens.ts';
import { strangeness } from './randomness.ts';
import { gradeOfName } from './secret-names.ts';
import type { NameGrade } from './secret-names.ts';
import { wordSet } from './word-set.ts';

/** A secret that this machine is known to hold. Lives in memory only. */
export interface KnownValue {
  /** The variable or key that it was found under. */
  name: string;
  value: string;
}

const MIN_VALUE = 8;
const MAX_VALUE = 16_384;
const MAX_FILE_BYTES = 256 * 1024;

const HOME_FILES = [
  '.npmrc',
  '.aws/credentials',
  '.netrc',
  '.git-credentials',
  '.pypirc',
  '.docker/config.json',
  '.env',
];

/** Names whose last word alone would not say it. */
const WEBHOOK_OR_CONNECTION = /webhook|conn(?:ection)?_?str/i;

/** References, and what an example file says in place of a value. */
const NOT_A_VALUE = /^(?:\$\{?\w+\}?$|<.*>$|your[_-]|(.)\1+$)/i;

/** Defaults that many use as a password and that are ordinary words in a transcript. */
const COMMON_WORDS = wordSet(`
  postgres password changeme localhost development production undefined disabled required testing
  anonymous administrator username database kubernetes provider
`);

/**
 * Secrets among environment variables and in files: values whose name says secret, and values that have a secret's
 * shape (a provider's token, a URL with a password) whatever their name. Longest first, each once.
 */
export function collectKnownValues(input: {
  environment: Readonly<Record<string, string | undefined>>;
  files: readonly { path: string; text: string }[];
}): KnownValue[] {
  const settings = Object.entries(input.environment).map(([name, value]) => ({ name, value: value ?? '' }));
  for (const { path, text } of input.files) settings.push(...parseCredentialFile(path, text));
  const found = new Map<string, KnownValue>();
  for (const { name, value } of settings) {
    for (const secret of secretsIn(name, value.trim())) {
      if (!found.has(secret)) found.set(secret, { name, value: secret });
    }
  }
  return [...found.values()].toSorted((a, b) => b.value.length - a.value.length);
}

/** The value itself, and of a URL its password too. */
function secretsIn(name: string, value: string): string[] {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:(\S+)@[^@\s]*$/i.exec(value)?.[1];
  if (password !== undefined) return [value, password].filter(isDistinctive);
  if (!isDistinctive(value)) return [];
  const grade = WEBHOOK_OR_CONNECTION.test(name) ? 'secret' : gradeOfName(name);
  const named = grade !== undefined && !isHarmless(value, grade);
  return named || holdsProviderToken(value) ? [value] : [];
}

/** Long enough, and neither a word, a reference nor a hint to the reader, to be replaced wherever it occurs. */
function isDistinctive(value: string): boolean {
  return (
    value.length >= MIN_VALUE &&
    value.length <= MAX_VALUE &&
    !COMMON_WORDS.has(value.toLowerCase()) &&
    !/^\d{1,15}$/.test(value) &&
    !NOT_A_VALUE.test(value)
  );
}

/** Values of secret-sounding names that are none: sockets, key files, plain URLs, words behind a weak name. */
function isHarmless(value: string, grade: NameGrade): boolean {
  if (/^(?:~|\.{1,2})?\/|^[A-Za-z]:\\/.test(value)) return strangeness(value) < 0.3;
  if (/^[a-z][a-z0-9+.-]*:\/\/[^@?]*$/i.test(value)) return strangeness(value) < 0.3;
  return grade === 'weak' && !/\d/.test(value) && strangeness(value) < 0.3;
}

/**
 * The files in which credentials usually lie: those of well-known tools in the home directory and `.env*` of the
 * project. Only regular files of at most 256 KiB are read, links are not followed, and what is missing or cannot
 * be read is skipped.
 */
export function readCredentialFiles(options: {
  homeDirectory: string;
  projectDirectory?: string;
}): { path: string; text: string }[] {
  const paths = HOME_FILES.map((name) => join(options.homeDirectory, name));
  const { projectDirectory } = options;
  if (projectDirectory !== undefined) {
    paths.push(...environmentFiles(projectDirectory), join(projectDirectory, '.npmrc'));
  }
  return [...new Set(paths)].flatMap((path) => {
    const text = readSmallFile(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

function environmentFiles(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => /^\.env(?:\.|rc$|$)/.test(name) && !/\.(?:example|sample|template|dist)$/.test(name))
      .map((name) => join(directory, name));
  } catch {
    // A project that is gone or closed to us has no secrets that we could know.
    return [];
  }
}

function readSmallFile(path: string): string | undefined {
  let descriptor: number | undefined;
  try {
    if (!lstatSync(path).isFile()) return undefined;
    // Without O_NONBLOCK, a pipe put there since then would hang us.
    descriptor = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const stat = fstatSync(descriptor);
    return stat.isFile() && stat.size <= MAX_FILE_BYTES ? readFileSync(descriptor, 'utf8') : undefined;
  } catch {
    // Missing or unreadable: nothing to learn from it.
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
