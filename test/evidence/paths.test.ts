import { describe, expect, it } from 'vitest';
import { factPath, looksLikeFile, pathIn } from '../../src/evidence/paths.ts';

describe('a path as a fact', () => {
  it.each([
    ['/work/app/src/a.ts', '/work/app', undefined, 'src/a.ts'],
    ['/work/app/src/a.ts', '/work/app/', undefined, 'src/a.ts'],
    ['./src/a.ts', '/work/app', undefined, 'src/a.ts'],
    ['src/folder/', '/work/app', undefined, 'src/folder'],
    ['/work/app-wt/src/a.ts', '/work/app', '/work/app-wt', 'src/a.ts'],
    ['/work/application/a.ts', '/work/app', undefined, '/work/application/a.ts'],
    ['/etc/hosts', '/work/app', '/work/app', '/etc/hosts'],
    [String.raw`C:\work\app\src\a.ts`, String.raw`C:\work\app`, undefined, 'src/a.ts'],
    [String.raw`src\a.ts`, String.raw`C:\work\app`, undefined, 'src/a.ts'],
    ['/work/app/源/文件🚀.ts', '/work/app', undefined, '源/文件🚀.ts'],
    ['a.ts', undefined, undefined, 'a.ts'],
  ])('%s in %s (now in %s) is %s', (path, root, cwd, expected) => {
    expect(factPath(path, root, cwd)).toBe(expected);
  });
});

describe('a path seen from a folder', () => {
  it.each([
    ['', 'a.ts', 'a.ts'],
    ['src', 'a.ts', 'src/a.ts'],
    ['src', '../a.ts', 'a.ts'],
    ['src', './lib/../a.ts', 'src/a.ts'],
    ['..', '../a.ts', '../../a.ts'],
    ['/work', 'a.ts', '/work/a.ts'],
    ['src', '/etc/hosts', '/etc/hosts'],
    ['src', '~/notes.md', '~/notes.md'],
    ['src', 'C:/a.ts', 'C:/a.ts'],
  ])('%j, %s is %s', (folder, path, expected) => {
    expect(pathIn(folder, path)).toBe(expected);
  });
});

describe('a word that names a file', () => {
  it.each([
    'a.ts',
    'src/a.ts',
    './run.sh',
    '../x/y.go',
    '/etc/app.conf',
    '~/notes.md',
    '.env.local',
    'docs/Makefile',
    String.raw`src\a.ts`,
    String.raw`C:\work\a.ts`,
    '源/文件.ts',
    'data/dump.parquet',
    'bin/tool.custom',
  ])('%s', (word) => {
    expect(looksLikeFile(word)).toBe(true);
  });

  it.each([
    '',
    'a',
    '-o.ts',
    'https://example.com/a.ts',
    '*.ts',
    './...',
    'main..feature',
    'v1.2.3',
    '1.2',
    'example.com',
    'github.com/anna/parcel',
    'foo.bar',
    's/a/b/',
    'src/folder',
    'a'.repeat(300),
  ])('%s is none', (word) => {
    expect(looksLikeFile(word)).toBe(false);
  });
});
