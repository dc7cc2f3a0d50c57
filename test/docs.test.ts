import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

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

/** Runs one example of a document as a program of a user would run, against the source. */
function runExample(document: string, index: number): string[] {
  const blocks = [...readFileSync(join(root, document), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)];
  const program = (blocks[index]?.[1] ?? '')
    .replaceAll("'session-recovery'", JSON.stringify(join(root, 'src/index.ts')))
    .replaceAll('/tmp/recovery-example', folder);
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  writeFileSync(join(folder, 'messages.json'), JSON.stringify(MESSAGES));
  const path = join(folder, `example-${index}.mts`);
  writeFileSync(path, program);
  return execFileSync(process.execPath, [path], { cwd: work, encoding: 'utf8' }).trim().split('\n');
}

describe('the examples of docs/library.md', () => {
  it('fire at the threshold', () => {
    expect(runExample('docs/library.md', 0)).toEqual(['prepare now: CRITICAL, 171000 tokens', '0.855']);
  });

  it('turn messages into a manifest and a resume prompt', () => {
    expect(runExample('docs/library.md', 1)).toEqual(["[ 'Never touch vendor/.' ] true", 'quick true']);
  });
});
