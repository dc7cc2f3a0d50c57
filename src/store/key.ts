import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync } from 'node:fs';
import { RecoveryError } from '../errors.ts';
import { writeFileAtomic } from './atomic-file.ts';
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
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new RecoveryError('home-unusable', `Cannot read the signing key ${path}.`, {
      hint: 'Check its permissions; it must be readable by you alone.',
      cause,
    });
  }
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length === KEY_BYTES) return key;
  throw new RecoveryError(
    'home-unusable',
    `The signing key ${path} is damaged: expected ${KEY_BYTES * 2} hex digits.`,
    {
      hint: 'Restore it from a backup, or delete it: manifests signed with it will then count as foreign.',
    },
  );
}

/** The link fails where another process was first, so that no key is ever replaced. */
function createKey(path: string): Buffer {
  const draft = `${path}.${process.pid}.draft`;
  writeFileAtomic(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
  try {
    linkSync(draft, path);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = readKey(path);
  if (key) return key;
  throw new RecoveryError('home-unusable', `The signing key ${path} vanished while it was made.`);
}
