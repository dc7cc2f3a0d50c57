import { programOf } from './trivial-commands.ts';

export type CheckKind = 'test' | 'lint' | 'types' | 'build' | 'format' | 'all';

/** A command that checks the work, by what it checks. */
export interface Check {
  kind: CheckKind;
  /** Ecosystem of the tool; undefined for runners of named tasks, which may run any. */
  family: string | undefined;
  /** Parts of the work that are checked only when asked for: integration, e2e … */
  variants: string[];
  /** The tests that were selected by name; undefined for all. */
  selector: string | undefined;
  /** Folders and files; empty for all. */
  paths: string[];
}

const KINDS: readonly [CheckKind, RegExp][] = [
  ['format', /\b(?:fmt|gofmt|format|prettier|black|oxfmt|rustfmt)\b/],
  ['lint', /lint\b|\b(?:clippy|ruff|flake8|pylint|rubocop|shellcheck|biome|knip|credo|phpstan|checkstyle)\b/],
  ['types', /\b(?:tsc|mypy|pyright|typecheck|type-?check|vet|check-types|sorbet|dialyzer)\b/],
  [
    'test',
    /\b(?:tests?|vitest|jest|pytest|rspec|mocha|tox|ctest|nextest|phpunit|unittest|playwright|cypress|gotestsum|specs?|e2e)\b/,
  ],
  ['build', /\b(?:build|compile|webpack|vite|gradlew?|mvn|msbuild|dotnet|bazel|rollup|esbuild|assemble)\b/],
  ['all', /\b(?:check|verify|validate|ci)\b/],
  ['build', /^make\b/],
];

const FAMILIES: readonly [string, RegExp][] = [
  ['go', /^(?:go|gotestsum|golangci-lint|gofmt)$/],
  ['rust', /^(?:cargo|rustfmt|rustc)$/],
  ['python', /^(?:pytest|python\d?|tox|ruff|mypy|black|flake8|pylint|pyright|uv|poetry|nox|hatch)$/],
  [
    'javascript',
    /^(?:vitest|jest|mocha|tsc|eslint|oxlint|prettier|oxfmt|npx|pnpx|bunx|node|playwright|cypress|vite|biome|knip|deno)$/,
  ],
  ['ruby', /^(?:rspec|rubocop|rake|bundle)$/],
  ['jvm', /^(?:mvn|gradle|gradlew)$/],
  ['dotnet', /^(?:dotnet|msbuild)$/],
  ['php', /^(?:phpunit|phpstan|composer)$/],
  ['c', /^(?:ctest|cmake)$/],
];

const VARIANT = /(?:integration|e2e|smoke|acceptance|slow|browser|unit|bench|ci)(?![a-z])/g;
const SELECTING =
  /^(?:-{1,2}run|-k|-t|-g|-m|--grep|--filter|--tests|--testNamePattern|--test-name-pattern|--package|-p|-Dtest)(?:=(.*))?$/;
const TAKES_VALUE =
  /^-{1,2}(?:timeout|count|tags|parallel|reporter|config|c|n|maxfail|tb|project|format|output|o|covermode|coverprofile)$/;

/** What a simple command checks, or undefined when it is no check. */
export function checkOf(command: string): Check | undefined {
  const words = command.split(' ');
  const heads = headWords(words);
  const kind = kindOf(heads);
  if (kind === undefined) return undefined;
  const check: Check = {
    kind,
    family: FAMILIES.find(([, programs]) => heads.some((word) => programs.test(word)))?.[0],
    variants: [...new Set(command.match(VARIANT) ?? [])],
    selector: undefined,
    paths: [],
  };
  for (let index = 1; index < words.length; index++) index += takeOption(check, words, index);
  return check;
}

/** The program and its subcommands, without options, paths and values. */
function headWords(words: readonly string[]): string[] {
  const heads = [programOf(words)];
  for (const word of words.slice(1, 6)) if (/^[a-z][\w:-]*$/.test(word)) heads.push(word);
  return heads;
}

function kindOf(heads: readonly string[]): CheckKind | undefined {
  if (heads[0] === 'npm' && heads[1] === 'ci') return undefined; // a clean install
  // The subcommand says more than what follows: `npm run lint tests`.
  for (const word of [heads.slice(0, 2).join(' '), heads.slice(2).join(' ')]) {
    const found = KINDS.find(([, pattern]) => pattern.test(word));
    if (found) return found[0];
  }
  return undefined;
}

/** Takes what stands at `index`; returns how many further words belong to it. */
function takeOption(check: Check, words: readonly string[], index: number): number {
  const word = words[index] ?? '';
  const selecting = SELECTING.exec(word);
  if (selecting) {
    const isModule = word === '-m' && words[index - 1]?.startsWith('python') === true;
    if (isModule) return 1;
    check.selector = unquote(selecting[1] ?? words[index + 1] ?? '');
    return selecting[1] === undefined ? 1 : 0;
  }
  if (TAKES_VALUE.test(word)) return 1;
  if (word.startsWith('-') || !/[/.\\]/.test(word)) return 0;
  const [path = '', test] = unquote(word).split('::');
  if (test !== undefined) check.selector = test;
  const folder = path
    .replaceAll('\\', '/')
    .replace(/^\.\//, '')
    .replace(/\/?\.{2,3}$|\/$/, '');
  if (folder !== '' && folder !== '.') check.paths.push(folder);
  return 0;
}

function unquote(text: string): string {
  return text.replace(/["']/g, '');
}

/**
 * Whether a run says something about a failure that an earlier check showed: it checks the same kind of thing, in the
 * same ecosystem, and at least the same part of the work.
 */
export function coversFailure(run: Check, earlier: Check, failure: string): boolean {
  const sameKind = run.kind === earlier.kind || run.kind === 'all' || isCompilation(run, failure);
  if (!sameKind) return false;
  if (run.family !== undefined && earlier.family !== undefined && run.family !== earlier.family) return false;
  const isEverything = run.kind === 'all' || run.variants.includes('ci');
  if (!isEverything && !earlier.variants.every((variant) => run.variants.includes(variant))) return false;
  const selects =
    run.selector === undefined || run.selector === earlier.selector || names(run.selector, failure);
  if (!selects) return false;
  return run.paths.length === 0 || reaches(run.paths, earlier.paths, failure);
}

/** `main.go:3:5: undefined: x` is over as soon as anything that compiles it succeeds. */
function isCompilation(run: Check, failure: string): boolean {
  return /^\S+[:(]\d+/.test(failure) && !failure.includes('lint') && /^(?:test|build|types)$/.test(run.kind);
}

function names(selector: string, failure: string): boolean {
  return selector
    .split(/[|,]| or /)
    .map((name) => name.replace(/[\^$()*.]/g, '').trim())
    .some((name) => name.length > 2 && failure.includes(name));
}

function reaches(paths: readonly string[], earlier: readonly string[], failure: string): boolean {
  const within = (inner: string): boolean =>
    paths.some((path) => inner === path || inner.startsWith(`${path}/`));
  return earlier.length > 0 ? earlier.every(within) : paths.some((path) => failure.includes(path));
}
