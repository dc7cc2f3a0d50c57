import { describe, expect, it } from 'vitest';
import { diagnose, type Diagnosis } from '../../src/recovery/diagnose.ts';
import { namedTranscript } from '../../src/recovery/select-session.ts';
import { claudeCodeRecords } from '../cli/records.ts';
import { PARCEL_LINES, scene } from './place.ts';

function diagnosed(lines: readonly (string | object)[]): Diagnosis {
  const { write } = scene();
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return diagnose(namedTranscript(write('s', text), 'claude-code').transcript);
}

const NEW_KIND = { type: 'hologram', uuid: 'x', parentUuid: 'u-1', version: '3.0.0', sessionId: 's' };

describe('the verdict on a transcript', () => {
  it('is good when all of it is understood', () => {
    const { verdict, events, coverage } = diagnosed(PARCEL_LINES);
    expect(verdict).toBe('good');
    expect(events).toMatchObject({ prompt: expect.any(Number), 'tool-call': expect.any(Number) });
    expect(coverage).toMatchObject({ lines: PARCEL_LINES.length, unknown: {}, malformed: 0 });
  });

  it('is partly when a kind of record is new, which is named with the version', () => {
    const { verdict, coverage } = diagnosed([...PARCEL_LINES, NEW_KIND, NEW_KIND, NEW_KIND]);
    expect(verdict).toBe('partly');
    expect(Object.values(coverage.unknown)).toEqual([3]);
    expect(Object.keys(coverage.unknown)[0]).toMatch(/hologram/);
  });

  it('is partly when many records are damaged', () => {
    expect(diagnosed([...PARCEL_LINES, '{"torn', '{"torn', '{"torn']).verdict).toBe('partly');
  });

  it('stays good for a single record that is new or damaged', () => {
    expect(diagnosed([...PARCEL_LINES, NEW_KIND]).verdict).toBe('good');
    expect(diagnosed([...PARCEL_LINES, '{"torn']).verdict).toBe('good');
  });

  it.each([
    ['every record is of a new kind', Array.from({ length: 20 }, () => NEW_KIND)],
    ['the messages moved to another field', moved('payload')],
    ['the kinds have other names', renamed()],
    ['nothing is JSON', Array.from({ length: 20 }, () => 'prompt: hello')],
  ])('is silent when %s', (_, lines) => {
    expect(diagnosed(lines).verdict).toBe('silent');
  });

  it('is not silent for a session that was only opened', () => {
    expect(diagnosed([]).verdict).toBe('good');
    expect(diagnosed([{ type: 'permission-mode', permissionMode: 'default', sessionId: 's' }]).verdict).toBe(
      'good',
    );
  });
});

function sample(): object[] {
  return claudeCodeRecords('/x', [
    { prompt: 'one', command: 'ls', output: 'a', reply: 'Done.' },
    { prompt: 'two', command: 'ls', output: 'a', reply: 'Done.' },
    { prompt: 'three', reply: 'Done.' },
  ]);
}

function moved(field: string): object[] {
  return sample().map((record) => ({ ...record, message: undefined, [field]: record }));
}

function renamed(): object[] {
  return sample().map((record) => ({ ...record, type: 'turn' }));
}
