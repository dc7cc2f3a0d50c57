import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claudeCode, projectSlug } from '../../../src/source/claude-code/source.ts';
import { jsonLines } from '../read-events.ts';
import { Records } from './records.ts';

const home = mkdtempSync(join(tmpdir(), 'recovery-claude-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let minutes = 0;
function file(directory: string, name: string, cwd: string | undefined = directory): string {
  const path = join(home, '.claude', 'projects', projectSlug(directory), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, jsonLines(new Records().user('Go.', { cwd }).all));
  minutes++;
  utimesSync(path, new Date(), new Date(1_777_885_200_000 + minutes * 60_000));
  return path;
}

interface Wanted {
  directories?: string[];
  nativeId?: string;
  limit?: number;
}
const found = (query: Wanted): string[] =>
  claudeCode
    .discover({ homeDirectory: home, environment: {}, limit: 9, ...query })
    .map(({ nativeId }) => nativeId);

describe('sessions of Claude Code on disk', () => {
  beforeAll(() => {
    file('/work/shop', 'one.jsonl');
    file('/work/shop/api', 'two.jsonl');
    file('/work/shop-api', 'three.jsonl');
    file('/work/shop-fix', 'four.jsonl');
    file('/work/shop', 'agent-0a1b2c3d.jsonl');
    file('/work/shop', 'one/subagents/agent-1.jsonl');
    file('/work/shop', 'notes.txt');
  });

  it('belong to the directory in which they worked, newest first', () => {
    expect(found({ directories: ['/work/shop'] })).toEqual(['two', 'one']);
    expect(found({ directories: ['/work/shop-api'] })).toEqual(['three']);
    expect(found({ directories: ['/work/shop/'] })).toEqual(['two', 'one']);
    expect(found({ directories: ['/elsewhere'] })).toEqual([]);
  });

  it('belong to all the work trees that are named', () => {
    expect(found({ directories: ['/work/shop', '/work/shop-fix'] })).toEqual(['four', 'two', 'one']);
    expect(found({ directories: ['/work/shop', '/work/shop-fix'], limit: 1 })).toEqual(['four']);
  });

  it.each(['../one', '../../projects/-work-shop/one', '/etc/passwd', 'one.jsonl', '', '*', 'one\0'])(
    'are found by id alone: not by %j',
    (nativeId) => {
      expect(found({ nativeId })).toEqual([]);
    },
  );

  it('are found by id wherever they worked', () => {
    expect(found({ nativeId: 'three' })).toEqual(['three']);
  });

  it('are told by the folder they lie in where the file does not say', () => {
    const path = file('/work/old', 'five.jsonl');
    writeFileSync(path, `${JSON.stringify({ type: 'file-history-snapshot', messageId: 'm' })}\n`);
    expect(found({ directories: ['/work/old'] })).toEqual(['five']);
  });

  it('are regular files only', () => {
    const folder = dirname(file('/work/odd', 'six.jsonl'));
    mkdirSync(join(folder, 'folder.jsonl'));
    symlinkSync(join(folder, 'six.jsonl'), join(folder, 'link.jsonl'));
    symlinkSync('/dev/zero', join(folder, 'zero.jsonl'));
    symlinkSync(dirname(folder), join(folder, 'loop'));
    expect(found({ directories: ['/work/odd'] })).toEqual(['six']);
  });

  it.skipIf(process.getuid?.() === 0)('are passed over in a folder that may not be read', () => {
    const folder = dirname(file('/work/secret', 'seven.jsonl'));
    chmodSync(folder, 0o000);
    expect(found({ directories: ['/work/secret'] })).toEqual([]);
    chmodSync(folder, 0o700);
  });

  it('lie where the environment says', () => {
    const environment = { CLAUDE_CONFIG_DIR: join(home, 'nowhere') };
    expect(claudeCode.discover({ homeDirectory: home, environment, limit: 9 })).toEqual([]);
  });

  it('are found among a thousand within a second', () => {
    for (let index = 0; index < 1000; index++) file('/work/many', `${index}.jsonl`);
    const started = performance.now();
    expect(found({ directories: ['/work/many'], limit: 3 })).toEqual(['999', '998', '997']);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('the folder of a directory', () => {
  it.each([
    ['/work/shop.v2_x', '-work-shop-v2-x'],
    ['D:\\work\\shop', 'D--work-shop'],
    ['/work/😀', '-work---'],
  ])('of %s is named %s', (directory, slug) => {
    expect(projectSlug(directory)).toBe(slug);
  });

  it('with a long name is cut and told apart by a hash', () => {
    const slugs = ['a', 'b'].map((end) => projectSlug(`/${'x'.repeat(300)}${end}`));
    expect(slugs[0]).toMatch(/^-x{199}-[0-9a-z]+$/);
    expect(slugs[0]).not.toBe(slugs[1]);
  });
});
