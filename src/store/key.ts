import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import { createFileAtomic } from './atomic-file.ts';
import type { Home } from './home.ts';

const KEY_BYTES = 32;

/** The key that signs manifests; made at first use. Two processes that make it at once agree on one. */
export function loadKey(home: Home): Buffer {
  return readKey(home.keyFile) ?? createKey(home.keyFile);
}

function readKey(path: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined; // writing it says what is wrong with the home
    throw new RecoveryError('home-unusable', `Cannot read the signing key ${path}.`, {
      hint: 'Check its permissions; it must be readable by you alone.',
      cause,
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

/** Where another process was first, its key is taken: no key is ever replaced. */
function createKey(path: string): Buffer {
  createFileAtomic(path, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
  const key = readKey(path);
  if (key) return key;
  throw new RecoveryError('home-unusable', `The signing key ${path} vanished while it was made.`);
}
