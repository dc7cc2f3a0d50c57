import { describe, expect, it } from 'vitest';
import { shellSegments, unquoted } from '../../src/evidence/shell-segments.ts';

const texts = (command: string): string[] => shellSegments(command).map(({ text }) => text);

describe('a simple command', () => {
  it.each([
    ['NODE_ENV=test CI=1 npm test', 'npm test'],
    ['env_file="a b" npm test', 'npm test'],
    ['PATH+=:/opt/bin npm test', 'npm test'],
    ['sudo npm test', 'npm test'],
    ['time sudo nohup npm test', 'npm test'],
    ['! npm test', 'npm test'],
    ['export CI=1', undefined],
    ['A=1', undefined],
  ])('stands without what is in front of it: %s', (line, command) => {
    expect(texts(line)).toEqual(command === undefined ? [] : [command]);
  });

  it.each([
    ['npm test 2>&1', 'npm test'],
    ['npm test >/dev/null 2>&1', 'npm test'],
    ['npm test > /dev/null 2> /dev/null', 'npm test'],
    ['npm test &>/dev/null', 'npm test'],
    ['npm test </dev/null', 'npm test'],
    ['npm test < /dev/null', 'npm test'],
    ['npm test > out.log', 'npm test > out.log'],
    ['npm test 2>> errors.log', 'npm test 2>> errors.log'],
  ])('stands without redirections that keep nothing: %s', (line, command) => {
    expect(texts(line)).toEqual([command]);
  });

  it('is found in the branches of a condition and of a loop', () => {
    expect(texts('if npm run lint; then npm test; else npm run fix; fi')).toEqual([
      'npm run lint',
      'npm test',
      'npm run fix',
      'fi',
    ]);
    expect(texts('while ! nc -z localhost 8080; do sleep 1; done')).toContain('nc -z localhost 8080');
  });

  it('is found in a group', () => {
    expect(texts('{ npm ci; npm test; }')).toEqual(['npm ci', 'npm test']);
  });
});

describe('a command in a command', () => {
  it.each([
    ['bash -c "npm ci && npm test"', ['npm ci', 'npm test']],
    [`sh -c 'npm ci'`, ['npm ci']],
    [`/bin/bash -lc 'npm ci; npm test'`, ['npm ci', 'npm test']],
    [`bash -c "sh -c 'npm test'"`, ['npm test']],
    ['out=$(npm test)', ['npm test']],
    ['out="$(npm ci; npm test)"', ['npm ci', 'npm test']],
  ])('is taken instead of it: %s', (line, commands) => {
    expect(texts(line)).toEqual(commands);
  });

  it.each(['bash scripts/release.sh', 'bash -x scripts/release.sh', 'bash -c', 'echo $(npm test)'])(
    'is not looked for where none is given: %s',
    (line) => {
      expect(texts(line)).toEqual([line]);
    },
  );

  it('is looked for only so deep', () => {
    const nested = (depth: number): string => (depth === 0 ? 'npm test' : `x=$(${nested(depth - 1)})`);
    expect(texts(nested(2))).toEqual(['npm test']);
    expect(texts(nested(60))).toEqual([]);
  });
});

describe('a long text in a command', () => {
  it('is cut to its first words, and says that it was', () => {
    const [message = ''] = texts(`git commit -m "Round half up\n\n${'and more reasons '.repeat(40)}"`);
    expect(message).toBe('git commit -m "Round half up…"');
  });

  it('leaves the words behind it', () => {
    const [command = ''] = texts(`node -e '${'run(); '.repeat(60)}' out.json`);
    expect(command.length).toBeLessThan(100);
    expect(command.endsWith(' out.json')).toBe(true);
  });

  it('stays whole when it is short', () => {
    expect(texts('git commit -m "Round half up"')).toEqual(['git commit -m "Round half up"']);
  });
});

describe('a line of very many commands', () => {
  it('is taken by its first forty', () => {
    const line = Array.from({ length: 100 }, (_, index) => `make part-${index}`).join(' && ');
    const found = texts(line);
    expect(found).toHaveLength(40);
    expect(found[39]).toBe('make part-39');
  });
});

describe('a word without its quotes', () => {
  it.each([
    [`"a b"`, 'a b'],
    [`'a b'`, 'a b'],
    ['a', 'a'],
    [`"a'`, `"a'`],
    [`'`, `'`],
    [`""`, ''],
    ['', ''],
  ])('of %j is %j', (word, bare) => {
    expect(unquoted(word)).toBe(bare);
  });
});
