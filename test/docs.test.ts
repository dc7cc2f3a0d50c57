import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SETTING_NAMES } from '../src/config/settings.ts';

const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'recovery-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MESSAGES = [
  { role: 'system', content: 'You are a coding agent.' },
  { role: 'user', content: 'Never touch vendor/. Fix the rounding in src/price.ts.' },
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      { id: 'c1', type: 'function', function: { name: 'shell', arguments: '{"command":"npm test"}' } },
    ],
  },
  { role: 'tool', tool_call_id: 'c1', content: 'Exit code: 0\nall tests passed' },
  { role: 'assistant', content: 'Rounded half up; the tests pass.' },
];

/** The examples of a document as programs of a user, against the source. */
function examples(document: string): string[] {
  const blocks = readFileSync(join(root, document), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g);
  return [...blocks].map(([, program = ''], index) => {
    const path = join(folder, `example-${index}.mts`);
    const own = program
      .replaceAll("'session-recovery'", JSON.stringify(join(root, 'src/index.ts')))
      .replaceAll('/tmp/recovery-example', folder);
    writeFileSync(path, own);
    return path;
  });
}

function runExample(document: string, index: number): string[] {
  const path = examples(document)[index] ?? '';
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  writeFileSync(join(folder, 'messages.json'), JSON.stringify(MESSAGES));
  return execFileSync(process.execPath, [path], { cwd: work, encoding: 'utf8' }).trim().split('\n');
}

describe('the examples of docs/library.md', () => {
  it('fire at the threshold', () => {
    expect(runExample('docs/library.md', 0)).toEqual(['prepare now: CRITICAL, 171000 tokens', '0.855']);
  });

  it('turn messages into a manifest and a resume prompt', () => {
    expect(runExample('docs/library.md', 1)).toEqual(["[ 'Never touch vendor/.' ] true", 'quick true']);
  });

  it('follow a transcript', () => {
    expect(runExample('docs/library.md', 2)).toEqual(['4 true']);
  });

  it('fit the types of the library', () => {
    const project = join(folder, 'tsconfig.json');
    const typeRoots = [join(root, 'node_modules/@types')];
    writeFileSync(
      project,
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: { typeRoots },
        files: examples('docs/library.md'),
        include: [],
      }),
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '--project', project], { encoding: 'utf8' });
    expect(stdout).toBe('');
  }, 30_000);
});

it.each(['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)])(
  'the links of %s lead somewhere',
  (document) => {
    const links = readFileSync(join(root, document), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g);
    const missing = [...links]
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(root, document, '..', link)));
    expect(missing).toEqual([]);
  },
);

it('.env.example names every setting', () => {
  const text = readFileSync(join(root, '.env.example'), 'utf8');
  for (const name of SETTING_NAMES) expect(text).toContain(`#RECOVERY_${name.toUpperCase()}=`);
});
