import { RecoveryError } from '../errors.ts';
import { readText } from '../store/read-text.ts';
import { MANIFEST_LIMIT_BYTES } from './limit.ts';
import { Manifest } from './schema.ts';

/** Reads and validates a manifest file. Throws `manifest-unreadable`, or `manifest-too-large`. */
export function readManifest(path: string): Manifest {
  const text = readText(path);
  if (text === undefined) {
    throw new RecoveryError('manifest-unreadable', `Cannot read the manifest ${path}.`, {
      hint: 'Run `recovery prepare` to make one, or name one with --manifest: a regular file that you can read.',
    });
  }
  if (Buffer.byteLength(text.trimEnd()) >= MANIFEST_LIMIT_BYTES) {
    throw new RecoveryError(
      'manifest-too-large',
      `${path} is no manifest: it has ${MANIFEST_LIMIT_BYTES} bytes or more.`,
      { hint: 'Name a file that `recovery prepare` wrote.' },
    );
  }
  return parseManifest(text, path);
}

function parseManifest(text: string, path: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RecoveryError('manifest-unreadable', `${path} is not JSON.`, { hint: DAMAGED_HINT, cause });
  }
  const result = Manifest.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue ? `/${issue.path.join('/')}: ${issue.message}` : 'unknown';
  throw new RecoveryError('manifest-unreadable', `${path} does not fit the manifest's schema at ${where}.`, {
    hint: DAMAGED_HINT,
  });
}

const DAMAGED_HINT =
  'It is damaged or was made by another program. Run `recovery prepare` to make a new one.';
