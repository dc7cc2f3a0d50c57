import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanShell } from '../../src/evidence/shell-scan.ts';

/** Each simple command as one string, its words separated by one space. */
const scanned = (command: string): string[] => scanShell(command).map((words) => words.join(' '));

describe('a shell line', () => {
  it.each([
    ['npm ci && npm test', ['npm ci', 'npm test']],
    ['make lint || make fix', ['make lint', 'make fix']],
    ['git add .; git commit', ['git add .', 'git commit']],
    ['npm test | tail -5', ['npm test', 'tail -5']],
    ['npm test |& tail -5', ['npm test', 'tail -5']],
    ['npm run dev & npm run wait', ['npm run dev', 'npm run wait']],
    ['cargo build\ncargo test', ['cargo build', 'cargo test']],
    ['(cd api && go test ./...)', ['cd api', 'go test ./...']],
    ['{ npm ci; }', ['{ npm ci', '}']],
    [' \t\n ;; && ', []],
    ['', []],
  ])('of %j holds the commands %j', (line, commands) => {
    expect(scanned(line)).toEqual(commands);
  });

  it.each([
    `git commit -m "one; two && three | four"`,
    `git commit -m 'one; two && three | four'`,
    'git commit -m "it says \\"stop; now\\" twice"',
    `echo 'a backslash \\' is the end`,
    'echo $(date; whoami) later',
    'echo "today $(date; whoami)"',
    'echo "nested $(echo "inner; quotes")"',
    'echo `date; whoami`',
    'diff <(sort a.txt; true) b.txt',
    'touch a\\;b',
  ])('is not split inside quotes and substitutions: %s', (line) => {
    expect(scanned(line)).toEqual([line]);
  });

  it('keeps a quoted word whole and as it was written', () => {
    expect(scanShell(`grep -n "two words" 'a file.ts'`)).toEqual([
      ['grep', '-n', '"two words"', "'a file.ts'"],
    ]);
  });

  it('goes on behind a backslash at the end of a line', () => {
    expect(scanShell('npm run test \\\n  --silent')).toEqual([['npm', 'run', 'test', '--silent']]);
  });

  it.each([
    ['npm test 2>&1 | tail', ['npm test 2>&1', 'tail']],
    ['npm test &> out.log && cat out.log', ['npm test &> out.log', 'cat out.log']],
    ['npm test >& out.log', ['npm test >& out.log']],
    ['exec 3<&0', ['exec 3<&0']],
  ])('takes the ampersand of a redirection for no separator: %s', (line, commands) => {
    expect(scanned(line)).toEqual(commands);
  });
});

describe('comments', () => {
  it('are left out, at the start of a line and behind a command', () => {
    expect(scanned('# build it; first\nmake # then "rest\nmake test')).toEqual(['make', 'make test']);
  });

  it.each(['git show HEAD#1', 'echo "# no comment"', 'curl http://localhost/a#b'])(
    'do not begin in the middle of a word or in quotes: %s',
    (line) => {
      expect(scanned(line)).toEqual([line]);
    },
  );
});

describe('here-documents', () => {
  it.each([
    ['plain', 'cat <<EOF > notes.md\nrm -rf src; git push\nEOF\nnpm test'],
    ['quoted', "cat <<'EOF' > notes.md\nit's \"open\nEOF\nnpm test"],
    ['indented', 'cat <<-END > notes.md\n\tgit push\n\tEND\nnpm test'],
  ])('hold no commands: %s', (_, line) => {
    expect(scanned(line)).toEqual(['cat > notes.md', 'npm test']);
  });

  it('may follow each other', () => {
    expect(scanned('cat <<A <<B\none\nA\ntwo\nB\nls')).toEqual(['cat', 'ls']);
  });

  it('end with the text when nothing closes them', () => {
    expect(scanned('cat <<EOF\nnpm publish\nnpm test')).toEqual(['cat']);
  });

  it('are not here-strings', () => {
    expect(scanned('cat <<< word\nnpm test')).toEqual(['cat <<< word', 'npm test']);
  });
});

describe('what is not closed', () => {
  it.each([
    ['npm ci && echo "never closed; npm publish', ['npm ci']],
    ["npm ci; echo it's late; npm publish", ['npm ci']],
    ['npm ci; echo $(npm publish', ['npm ci']],
    ['npm ci; echo `npm publish', ['npm ci']],
  ])('is left out, and what stands before it is kept: %s', (line, commands) => {
    expect(scanned(line)).toEqual(commands);
  });

  it('is so at the end of a line too long to be read', () => {
    const line = `npm ci && echo ${'word '.repeat(5000)}; npm publish`;
    expect(scanned(line)).toEqual(['npm ci']);
  });
});

describe('any text', () => {
  const textOf = (alphabet: string): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(...alphabet.split('')), maxLength: 80 });

  it('gives no empty command and no empty word', () => {
    fc.assert(
      fc.property(textOf(`ab"'\`$()#<;|&\\ \n\t>-`), (command) => {
        for (const words of scanShell(command)) {
          expect(words).not.toEqual([]);
          expect(words).not.toContain('');
        }
      }),
    );
  });

  it('without comments and here-documents gives words that stand in it, in their order', () => {
    fc.assert(
      fc.property(textOf(`ab"'\`$();|& \n\t>-`), (command) => {
        let from = 0;
        for (const word of scanShell(command).flat()) {
          const at = command.indexOf(word, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + word.length;
        }
      }),
    );
  });

  it.each(['(', '$(', '"$(', '<<A ', '<<A\n', '`', '# ', `'"`, '\\'])(
    'is read in linear time, whatever is left open in it: %j',
    (unit) => {
      const startedAt = performance.now();
      scanShell(unit.repeat(20_000));
      expect(performance.now() - startedAt).toBeLessThan(500);
    },
  );
});
