import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RecoveryError } from '../errors.ts';
import { createFileAtomic, makePrivateDirectory } from '../store/atomic-file.ts';
import type { ProjectHome } from '../store/home.ts';
import { readText } from '../store/read-text.ts';

/** The agent's own name of a session. */
export interface NativeSession {
  agent: string;
  nativeId: string;
}

/** So many processes would have to begin a session at once before this is too few. */
const MAX_ATTEMPTS = 200;

/**
 * Our id of a session, `SESSION-YYMMDD-NNN` by the UTC day on which it began. The first process that asks creates the
 * file of that name, whole, which only one can; the numbers grow beyond 999.
 */
export function sessionId(home: ProjectHome, session: NativeSession, startedAt: Date): string {
  makePrivateDirectory(home.sessionsDirectory);
  const prefix = `SESSION-${startedAt.toISOString().slice(2, 10).replaceAll('-', '')}-`;
  const content = JSON.stringify({ agent: session.agent, nativeId: session.nativeId });
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const names = readdirSync(home.sessionsDirectory).filter(
      (name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)),
    );
    const known = names.find((name) => readText(join(home.sessionsDirectory, name)) === content);
    if (known !== undefined) return known;
    const highest = Math.max(0, ...names.map((name) => Number(name.slice(prefix.length))));
    const id = `${prefix}${String(highest + 1).padStart(3, '0')}`;
    if (createFileAtomic(join(home.sessionsDirectory, id), content)) return id;
    // Look again: another process took the number, for this session or another.
  }
  throw new RecoveryError(
    'home-unusable',
    `No number for this session could be taken in ${home.sessionsDirectory}.`,
    {
      hint: `Delete what does not belong there: its files are named ${prefix}NNN.`,
    },
  );
}

/** `RECOVERY-YYMMDD-NNN-HHMMSS`: the session's number and the UTC time of day of its last event. */
export function recoveryId(ofSession: string, lastAt: Date): string {
  return `${ofSession.replace('SESSION', 'RECOVERY')}-${lastAt.toISOString().slice(11, 19).replaceAll(':', '')}`;
}
