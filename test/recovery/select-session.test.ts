import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedTranscript, selectSession, sessionsHere } from '../../src/recovery/select-session.ts';
import { claudeCodeRecords } from '../cli/records.ts';
import { PARCEL_LINES, scene } from './place.ts';

const lines = (cwd: string): string[] =>
  claudeCodeRecords(cwd, [{ prompt: 'Hello', reply: 'Hi.' }]).map((record) => JSON.stringify(record));

describe('the session that is chosen', () => {
  it('is the newest that worked in the project or below it', () => {
    const { place, write, directory } = scene();
    write('old', lines(directory), 10);
    write('new', lines(join(directory, 'web')), 5);
    write('elsewhere', lines('/somewhere/else'), 1);
    expect(sessionsHere(place, { limit: 10 }).map(({ nativeId }) => nativeId)).toEqual(['new', 'old']);
    expect(selectSession(place)).toMatchObject({ transcript: { nativeId: 'new' }, named: false, others: [] });
  });

  it('is the one with the id, wherever it worked', () => {
    const { place, write } = scene();
    write('elsewhere', lines('/somewhere/else'));
    expect(selectSession(place, { nativeId: 'elsewhere' }).transcript.nativeId).toBe('elsewhere');
  });

  it('is none where nobody worked, or under an id that is no session', () => {
    const { place } = scene();
    const none = expect.objectContaining({
      code: 'no-session',
      hint: expect.stringContaining('sessions --all'),
    });
    expect(() => selectSession(place)).toThrowError(none);
    for (const nativeId of ['unknown', '../../etc/passwd', '', 'x'.repeat(5000)]) {
      expect(() => selectSession(place, { nativeId })).toThrowError(none);
    }
  });

  it('is of the agents that are asked for only', () => {
    const { place, write, directory } = scene();
    write('new', lines(directory));
    expect(() => selectSession({ ...place, agents: ['codex'] })).toThrowError(/No agent has worked/);
  });
});

describe('a transcript that is named', () => {
  it('is told by its content, also behind a link', () => {
    const { write, directory } = scene();
    const link = join(directory, 'link.jsonl');
    symlinkSync(write('s', PARCEL_LINES), link);
    expect(namedTranscript(link)).toMatchObject({
      source: { agent: 'claude-code' },
      transcript: { agent: 'claude-code', path: link, nativeId: 'link' },
      named: true,
    });
  });

  it('may be a log of any kind, and is read as the agent that is given', () => {
    const { directory } = scene();
    const path = join(directory, 'build.log');
    writeFileSync(path, 'User: hello\n');
    expect(namedTranscript(path)).toMatchObject({
      source: { agent: 'text' },
      transcript: { nativeId: 'build' },
    });
    expect(namedTranscript(path, 'pi').source.agent).toBe('pi');
    expect(() => namedTranscript(path, 'nobody')).toThrowError(/no reader for the agent "nobody"/);
  });

  it('is refused when it is no file', () => {
    const { directory } = scene();
    mkdirSync(join(directory, 'folder.jsonl'));
    for (const name of ['folder.jsonl', 'absent.jsonl']) {
      expect(() => namedTranscript(join(directory, name))).toThrowError(
        expect.objectContaining({ code: 'transcript-unreadable', hint: expect.any(String) }),
      );
    }
  });
});
