import { describe, expect, it } from 'vitest';
import { resumeFacts, type ResumeFacts } from '../../src/bootstrap/resume-facts.ts';
import type { ToolAction } from '../../src/session/events.ts';
import type { Manifest } from '../../src/manifest/schema.ts';
import { did, factsOf, ran, user, work, type Told } from '../support/events.ts';

/** Of a manifest that had room for nothing but these tasks. */
function resumed(pending: string[], ...told: Told[]): ResumeFacts {
  const manifest: Manifest = {
    session_metadata: {
      v: 1,
      id: 'RECOVERY-261120-001-120000',
      project: 'parcels-1',
      session: 'claude-code/1',
      timestamp: '2026-11-20T12:00:00Z',
      phase: 'waiting',
    },
    pending_tasks: pending,
    active_state: {},
    critical_context: {},
    memory_pointers: {},
    context_compression_metrics: { original_tokens: 1 },
  };
  const evidence = {
    v: 1,
    manifestId: manifest.session_metadata.id,
    transcript: { agent: 'claude-code', path: '/t.jsonl', nativeId: '1', readBytes: 1 },
    items: [],
    facts: factsOf(...told),
    repository: { root: '/', files: {}, lockFiles: {}, runtime: {} },
    redaction: '',
    dropped: 0,
  } as const;
  return resumeFacts({ manifest, path: '/m.json', evidence: { ...evidence, items: [] } }, '');
}

const texts = (facts: readonly { text: string }[]): string[] => facts.map(({ text }) => text);

describe('open parts of a request', () => {
  const list = user('Parcels:\n- Parse the headers\n- Print labels\n- Publish rates');
  const done = ran('git commit -am "Parse the headers"');

  it('stand among the tasks when others came after it, those of the manifest once', () => {
    const { tasks, request } = resumed(['Print labels'], list, done, ...work(20));
    expect(texts(tasks)).toEqual(['[open] Print labels', '[open] Publish rates (of an earlier request)']);
    expect(texts(request)).toEqual(['Look at module 19 next']);
  });

  it('stand below the request when it is the one in force, with what was said later', () => {
    const { tasks, request } = resumed([], list, done, ...work(20), user('now the remaining two, please'));
    expect(texts(tasks)).toEqual([]);
    expect(texts(request)).toEqual([
      'Parcels: - Parse the headers - Print labels - Publish rates',
      'Said later: now the remaining two, please',
      '[done] Parse the headers',
      '[open] Print labels',
      '[open] Publish rates',
    ]);
  });

  it('stand nowhere once they were given up', () => {
    const { tasks, request } = resumed([], list, done, user('drop point 2, please'));
    expect([...texts(tasks), ...texts(request)].join()).not.toContain('[open] Print');
  });
});

describe('an address that moved', () => {
  it('is no reference to go on with', () => {
    const facts = resumed(
      [],
      user('The scale listens on localhost:7001.'),
      user('I moved the scale, it is on localhost:7002 now.'),
    );
    expect(texts(facts.references)).toEqual(['localhost:7002']);
  });
});

describe('what tools showed', () => {
  it('stands behind what was named, once, and without what is known to be over', () => {
    const search: ToolAction = { type: 'search', pattern: 'parcel', paths: [] };
    const { files, symbols } = resumed(
      [],
      user('Look at `weighParcel`.'),
      did({ type: 'edit', paths: ['src/parcel.ts'] }),
      did(search, { output: 'src/parcel.ts:1: weighParcel()\nsrc/scale.ts:2: readScale()' }),
    );
    expect(texts(files)).toEqual(['src/parcel.ts', 'src/scale.ts']);
    expect(texts(symbols)).toEqual(['weighParcel', 'readScale']);
  });
});

describe('failures', () => {
  it('are told apart by whether they passed since', () => {
    const { failures, passed } = resumed(
      [],
      user('Test'),
      ran('npx vitest run', ' FAIL  test/a.test.ts > weighs\n FAIL  test/b.test.ts > prints', 1),
      ran('npx vitest run', ' FAIL  test/b.test.ts > prints', 1),
    );
    expect(texts(failures)).toEqual(['FAIL test/b.test.ts > prints (from: npx vitest run)']);
    expect(texts(passed)).toEqual(['FAIL test/a.test.ts > weighs']);
  });
});
