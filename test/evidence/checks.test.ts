import { describe, expect, it } from 'vitest';
import { checkOf, coversFailure } from '../../src/evidence/checks.ts';

describe('a command that checks the work', () => {
  it.each([
    ['npm test', 'test'],
    ['npm run test:unit', 'test'],
    ['npx vitest run', 'test'],
    ['go test ./...', 'test'],
    ['cargo nextest run', 'test'],
    ['python -m pytest', 'test'],
    ['npm run lint tests', 'lint'],
    ['cargo clippy', 'lint'],
    ['npx tsc --noEmit', 'types'],
    ['npm run build', 'build'],
    ['make', 'build'],
    ['cargo fmt --check', 'format'],
    ['npm run check', 'all'],
    ['mise run ci', 'all'],
  ])('is known by what it checks: %s', (command, kind) => {
    expect(checkOf(command)?.kind).toBe(kind);
  });

  it.each(['npm ci', 'npm install', 'npm run dev', 'git push', 'docker ps'])(
    'is not seen in others: %s',
    (command) => {
      expect(checkOf(command)).toBeUndefined();
    },
  );

  it('is taken apart into what it selects', () => {
    expect(checkOf('npx vitest run test/round.test.ts -t "half up"')).toMatchObject({
      family: 'javascript',
      paths: ['test/round.test.ts'],
    });
    expect(checkOf('go test -tags=integration -run TestRound ./pkg/...')).toMatchObject({
      family: 'go',
      variants: ['integration'],
      selector: 'TestRound',
      paths: ['pkg'],
    });
    expect(checkOf('pytest tests/test_round.py::test_half')).toMatchObject({
      selector: 'test_half',
      paths: ['tests/test_round.py'],
    });
  });
});

describe('a later run', () => {
  it.each([
    ['go test ./...', 'go test ./pkg/...', '--- FAIL: TestRound', true],
    ['go test ./pkg/...', 'go test ./...', '--- FAIL: TestRound', false],
    ['go test ./pkg/...', 'go test ./pkg/round', '--- FAIL: TestRound', true],
    ['go test -run TestRound ./...', 'go test ./...', '--- FAIL: TestRound', true],
    ['go test -run TestOther ./...', 'go test ./...', '--- FAIL: TestRound', false],
    ['npx vitest run', 'go test ./...', '--- FAIL: TestRound', false],
    ['npm run check', 'npx vitest run', 'FAIL test/a.test.ts', true],
    ['npm run lint', 'npx vitest run', 'FAIL test/a.test.ts', false],
    ['go build ./...', 'go vet ./...', 'main.go:3:5: undefined: x', true],
    ['npx vitest run test/a.test.ts', 'npx vitest run', 'FAIL test/a.test.ts', true],
  ])('%s covers what %s showed: %s', (later, earlier, failure, expected) => {
    const [run, before] = [checkOf(later), checkOf(earlier)];
    expect(run && before && coversFailure(run, before, failure)).toBe(expected);
  });
});
