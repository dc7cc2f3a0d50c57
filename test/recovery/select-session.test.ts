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
    expect(selectSession(place)).toMatchObject({
      transcript: { nativeId: 'new' },
      followLink: false,
      others: [],
    });
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

  it('is of the agents that are asked for only, and what they hide is named', () => {
    const { place, write, directory } = scene();
    expect(() => selectSession({ ...place, agents: ['codex'] })).toThrowError(/No agent has worked/);
    write('new', lines(directory));
    expect(() => selectSession({ ...place, agents: ['codex', 'pi'] })).toThrowError(
      expect.objectContaining({
        code: 'no-session',
        message: expect.stringMatching(/left out .*claude-code.*looked for: codex, pi/),
        hint: expect.stringContaining('`agents`'),
      }),
    );
  });

  it('may be named by what only its id begins with', () => {
    const { place, write, directory } = scene();
    for (const name of ['5b1e0c52-9d1f', '5b1e0c52-9d2a', '5b1e0cff-0000']) write(name, lines(directory));
    expect(selectSession(place, { nativeId: '5b1e0cf' }).transcript.nativeId).toBe('5b1e0cff-0000');
    expect(() => selectSession(place, { nativeId: '5b1e0c52' })).toThrowError(
      expect.objectContaining({
        code: 'ambiguous-session',
        message: expect.stringMatching(
          /5b1e0c52-9d1f \(claude-code\).*5b1e0c52-9d2a|5b1e0c52-9d2a.*5b1e0c52-9d1f/,
        ),
      }),
    );
    write('only-one', lines(directory));
    expect(() => selectSession(place, { nativeId: 'only-' })).toThrowError(/no session with the id/);
    expect(selectSession(place, { nativeId: 'only-o' }).transcript.nativeId).toBe('only-one');
  });

  it('is the one whose id is given whole, also when another begins with it', () => {
    const { place, write, directory } = scene();
    for (const name of ['5b1e0c52', '5b1e0c52-9d2a']) write(name, lines(directory));
    expect(selectSession(place, { nativeId: '5b1e0c52' }).transcript.nativeId).toBe('5b1e0c52');
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
      followLink: true,
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

  it('is said to be empty when it is', () => {
    const { directory } = scene();
    const path = join(directory, 'empty.jsonl');
    writeFileSync(path, '');
    expect(() => namedTranscript(path)).toThrowError(
      expect.objectContaining({ code: 'transcript-empty', message: `${path} is empty.` }),
    );
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
