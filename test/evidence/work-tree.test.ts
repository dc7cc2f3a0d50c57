import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRulesText } from '../../src/evidence/rules-files.ts';
import { readWorkTree } from '../../src/evidence/work-tree.ts';
import { temporaryDirectory } from './temporary-repository.ts';

describe('a work tree', () => {
  it('stamps files, and leaves out what is none', () => {
    const { root, write } = temporaryDirectory();
    write({ 'src/a.ts': 'abc', __proto__x: 'x', '源/文件🚀.ts': 'x' });
    mkdirSync(join(root, 'folder.ts'));
    symlinkSync('loop.ts', join(root, 'loop.ts'));
    const paths = [
      'src/a.ts',
      '源/文件🚀.ts',
      'no.ts',
      'folder.ts',
      'loop.ts',
      'a\0b',
      `${'x'.repeat(5000)}.ts`,
    ];
    const { files } = readWorkTree(root, paths);
    expect(Object.keys(files)).toEqual(['src/a.ts', '源/文件🚀.ts']);
    expect(files['src/a.ts']).toMatchObject({ sizeBytes: 3 });
    expect(Number.isInteger(files['src/a.ts']?.modifiedMs)).toBe(true);
  });

  it('stamps a file that is called __proto__', () => {
    const { root, write } = temporaryDirectory();
    write({ ['__proto__']: 'x' });
    expect(Object.keys(readWorkTree(root, ['__proto__']).files)).toEqual(['__proto__']);
  });

  it('tells lock files, the state file, and what runtime is asked for', () => {
    const { root, write } = temporaryDirectory();
    write({
      'Cargo.lock': 'x',
      'go.sum': '',
      '.nvmrc': 'v24.1.0\n',
      'package.json': '{ "name": "x", "engines": { "npm": "9", "node": ">=22" }, broken',
      'go.mod': 'module example.com/x\n\ngo 1.24\n',
      'TODO.md': '- a',
      'PLAN.md': '- b',
    });
    const state = readWorkTree(root, []);
    expect(Object.keys(state.lockFiles).toSorted()).toEqual(['Cargo.lock', 'go.sum']);
    expect(state.runtime).toEqual({
      '.nvmrc': 'v24.1.0',
      'package.json engines.node': '>=22',
      'go.mod': '1.24',
    });
    expect(state.stateFile).toBe('TODO.md');
    expect(Object.keys(state.files)).toEqual(['TODO.md']);
  });

  it('may be empty, or gone', () => {
    const nothing = { files: {}, lockFiles: {}, runtime: {}, stateFile: undefined };
    const { root } = temporaryDirectory();
    expect(readWorkTree(root, ['a.ts'])).toEqual(nothing);
    expect(readWorkTree(join(root, 'gone'), ['a.ts'])).toEqual(nothing);
  });
});

describe('rules files', () => {
  it('are read wherever agents keep them', () => {
    const { root, write } = temporaryDirectory();
    write({ 'CLAUDE.md': 'One.', 'AGENTS.md': 'Two.', '.github/copilot-instructions.md': 'Three.' });
    const text = readRulesText(root);
    for (const rule of ['One.', 'Two.', 'Three.']) expect(text).toContain(rule);
  });

  it('that are none do no harm', () => {
    const { root } = temporaryDirectory();
    mkdirSync(join(root, 'CLAUDE.md'));
    execFileSync('mkfifo', [join(root, 'AGENTS.md')]);
    expect(readRulesText(root).trim()).toBe('');
  });
});
