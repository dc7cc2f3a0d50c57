import { randomBytes } from 'node:crypto';
import { lstatSync, statSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import { isOpenToOthers } from './access.ts';
import { createFileAtomic } from './atomic-file.ts';
import type { Home } from './home.ts';
import { readText } from './read-text.ts';

const KEY_BYTES = 32;

/** The key that signs manifests; made at first use. Two processes that make it at once agree on one. */
export function loadKey(home: Home): Buffer {
  return readKey(home.keyFile) ?? createKey(home.keyFile);
}

function readKey(path: string): Buffer | undefined {
  const text = readText(path);
  if (text === undefined) {
    if (!isThere(path)) return undefined; // writing it says what is wrong with the home
    throw new RecoveryError('home-unusable', `Cannot read the signing key ${path}.`, {
      hint: 'It must be a regular file, readable by you alone.',
    });
  }
  if (isOpenToOthers(statSync(path))) {
    throw new RecoveryError('home-unusable', `Others can write the signing key ${path}.`, {
      hint: 'If nobody did, `chmod 600` it; else delete it: manifests signed with it will then count as foreign.',
    });
  }
  const digits = text.trim();
  if (digits.length === KEY_BYTES * 2 && /^[0-9a-f]+$/.test(digits)) return Buffer.from(digits, 'hex');
  throw new RecoveryError(
    'home-unusable',
    `The signing key ${path} is damaged: expected ${KEY_BYTES * 2} hex digits.`,
    {
      hint: 'Restore it from a backup, or delete it: manifests signed with it will then count as foreign.',
    },
  );
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOTDIR');
  }
}

/** Where another process was first, its key is taken: no key is ever replaced. */
function createKey(path: string): Buffer {
  createFileAtomic(path, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
  const key = readKey(path);
  if (key) return key;
  throw new RecoveryError('home-unusable', `The signing key ${path} vanished while it was made.`, {
    hint: 'Run the command again, and look for what deletes files there.',
  });
}
