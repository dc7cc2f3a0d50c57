import { describe, expect, it } from 'vitest';
import type { FileFact } from '../../src/evidence/facts.ts';
import { did, factsOf, ran, type Told } from '../support/events.ts';

const root = { kind: 'session', cwd: '/home/anna/parcel' } as const;

function files(...told: Told[]): Record<string, string> {
  const name = ({ deleted, edits, reads }: FileFact): string => {
    if (deleted) return 'deleted';
    if (edits > 0) return 'edited';
    return reads > 0 ? 'read' : 'named';
  };
  return Object.fromEntries(factsOf(root, ...told).files.map((fact) => [fact.path, name(fact)]));
}

describe('files that tools work on', () => {
  it('are read, edited, written and deleted, relative to the root', () => {
    expect(
      files(
        did({ type: 'read', paths: ['/home/anna/parcel/src/a.ts'] }),
        did({ type: 'edit', paths: ['/home/anna/parcel/src/b.ts'] }),
        did({ type: 'write', paths: ['src/c.ts'] }),
        did({ type: 'delete', paths: ['src/d.ts'] }),
        did({ type: 'read', paths: ['/etc/hosts'] }),
      ),
    ).toEqual({
      'src/a.ts': 'read',
      'src/b.ts': 'edited',
      'src/c.ts': 'edited',
      'src/d.ts': 'deleted',
      '/etc/hosts': 'read',
    });
  });

  it('are there again when they are written or read again', () => {
    const gone = did({ type: 'delete', paths: ['a.ts'] });
    expect(files(gone, did({ type: 'write', paths: ['a.ts'] }))).toEqual({ 'a.ts': 'edited' });
    expect(files(gone, did({ type: 'read', paths: ['a.ts'] }))).toEqual({ 'a.ts': 'read' });
  });

  it('are not touched by a call that failed', () => {
    expect(files(did({ type: 'edit', paths: ['a.ts'] }, { ok: false }))).toEqual({});
  });
});

describe('files that the shell works on', () => {
  it.each<[string, Record<string, string>]>([
    [`sed -i 's/a/b/' src/a.ts`, { 'src/a.ts': 'edited' }],
    [`sed -i '' -e 's/a/b/' src/a.ts`, { 'src/a.ts': 'edited' }],
    [`sed -n '1,20p' src/a.ts`, { 'src/a.ts': 'read' }],
    [`perl -pi -e 's/a/b/' src/a.ts`, { 'src/a.ts': 'edited' }],
    ['echo "x: 1" > config.yaml', { 'config.yaml': 'edited' }],
    ['echo y >>notes.md', { 'notes.md': 'edited' }],
    ['npm run build 2> err.log', { 'err.log': 'edited' }],
    ['npm run build &> all.log', { 'all.log': 'edited' }],
    [`cat > src/a.ts <<'EOF'\nimport x from './b.ts';\nEOF`, { 'src/a.ts': 'edited' }],
    ['npm run dump | tee -a dump.json', { 'dump.json': 'edited' }],
    ['touch src/new.ts', { 'src/new.ts': 'edited' }],
    ['cp a.ts b.ts', { 'a.ts': 'read', 'b.ts': 'edited' }],
    ['mv a.ts b.ts', { 'a.ts': 'deleted', 'b.ts': 'edited' }],
    ['git mv a.ts src/', { 'a.ts': 'deleted', 'src/a.ts': 'edited' }],
    ['rm -f a.ts b.ts', { 'a.ts': 'deleted', 'b.ts': 'deleted' }],
    ['git rm a.ts', { 'a.ts': 'deleted' }],
    ['cat a.ts | grep foo', { 'a.ts': 'read' }],
    ['cd src && cat a.ts', { 'src/a.ts': 'read' }],
    ['npx prettier --write src/a.ts', { 'src/a.ts': 'named' }],
    ['curl https://example.com/a.json', {}],
  ])('%s', (command, expected) => {
    expect(files(ran(command))).toEqual(expected);
  });

  it('go with their folder', () => {
    const edit = did({ type: 'edit', paths: ['build/out.js', 'src/a.ts'] });
    expect(files(edit, ran('rm -rf build'))).toEqual({ 'build/out.js': 'deleted', 'src/a.ts': 'edited' });
  });

  it('stay edited when a test behind the edit fails', () => {
    expect(files(ran(`sed -i 's/a/b/' src/a.ts && npm test`, '1 failed', 1))).toEqual({
      'src/a.ts': 'edited',
    });
    expect(files(ran(`npm test && sed -i 's/a/b/' src/a.ts`, '1 failed', 1))).toEqual({});
  });

  it('are known by their last name', () => {
    expect(files(ran('mv a.ts b.ts'), ran('mv b.ts c.ts'))).toEqual({
      'a.ts': 'deleted',
      'b.ts': 'deleted',
      'c.ts': 'edited',
    });
  });
});

describe('500 files in any script', () => {
  it('stay within bounds, edited and newest ones first', () => {
    const path = (index: number): string => `源代码/模块-${index}/组件🚀-${index}.ts`;
    const facts = factsOf(
      did({ type: 'edit', paths: [path(0)] }),
      ...Array.from({ length: 500 }, (_, index) => did({ type: 'read', paths: [path(index + 1)] })),
    );
    const paths = facts.files.map((fact) => fact.path);
    expect(paths).toContain(path(0));
    expect(paths).toContain(path(500));
    expect(Buffer.byteLength(JSON.stringify(facts.files))).toBeLessThan(60_000);
  });
});
