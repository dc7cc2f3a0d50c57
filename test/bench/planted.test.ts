import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOALS, type Group, type Result } from '../../bench/planted/case.ts';
import type { Command } from '../../bench/planted/outcome.ts';
import { failures, isMissed, scores } from '../../bench/planted/report.ts';
import { runSittings } from '../../bench/planted/run-sittings.ts';
import { SCENES } from '../../bench/planted/scenes.ts';
import { playScenes } from '../../bench/planted/scenes/scene.ts';
import { holds, says } from '../../bench/planted/text-match.ts';
import { run } from '../../src/cli/run.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TOKENS = 50_000;
const TIMEOUT_MS = 120_000;

const GROUPS = Object.keys(GOALS) as Group[];
const folder = mkdtempSync(join(tmpdir(), 'recovery-planted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The sources, in this process: the start of a process for each of hundreds of commands would take most of the time. */
const sources: Command = async (words, { home, cwd }) => {
  const started = performance.now();
  const output = { stdout: '', stderr: '' };
  const note = (text: string): void => {
    output.stderr += text;
  };
  const status = await run(words, {
    cwd,
    environment: {
      PATH: process.env['PATH'],
      HOME: home,
      RECOVERY_HOME: join(home, 'recovery'),
      GIT_CONFIG_GLOBAL: '/dev/null',
    },
    now: () => new Date(),
    print: (text) => {
      output.stdout += text;
    },
    note,
    draw: note,
    stdinIsTerminal: false,
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
  });
  return { status, ...output, ms: performance.now() - started };
};

/** A product of which a test knows what it does wrong: it fills every section with the same texts. */
function wrongProduct(texts: (transcript: string) => readonly string[]): Command {
  let prompt = '';
  return async (words) => {
    const value = (option: string): string => words[words.indexOf(option) + 1] ?? '';
    if (words[0] === 'prepare') {
      const said = texts(readFileSync(value('--transcript'), 'utf8'));
      const manifest = {
        pending_tasks: said,
        critical_context: { rules: said, key_decisions: said, failed: said },
      };
      writeFileSync(value('--out'), JSON.stringify(manifest));
      prompt = said.join('\n');
    }
    return { status: 0, stdout: prompt, stderr: '', ms: 0 };
  };
}

function missed(results: readonly Result[]): Group[] {
  return scores(results)
    .filter(isMissed)
    .map(({ group }) => group);
}

describe('what is planted in a session', () => {
  const results: Result[] = [];
  beforeAll(async () => {
    results.push(...(await runSittings({ command: sources, folder }, { tokens: TOKENS, seed: 1 })));
    const scenes = SCENES.filter(({ isLarge }) => !isLarge);
    results.push(...(await playScenes(scenes, { command: sources, main: MAIN, folder, seed: 1 })));
  }, TIMEOUT_MS);

  it.each(GROUPS)('is found, or is not, as it must be: %s', (group) => {
    const own = results.filter((result) => result.group === group);
    expect(own.length).toBeGreaterThan(0);
    if (missed(own).length > 0) expect(failures(own)).toBe('');
  });
});

describe('a text', () => {
  const rule = 'Never restart the broker on port 48213, it drops its queue.';
  const chinese = '请不要修改 config/zebra-7741.yaml 这个文件。';

  it.each([
    ['in its own words', rule, `- ${rule} @12`, true],
    ['when it is cut short', rule, 'Never restart the broker on port 48213', true],
    [
      'not when it is turned round',
      rule,
      'You may restart the broker on port 48213, it drops its queue.',
      false,
    ],
    [
      'not when its words are far apart',
      rule,
      `Never restart. ${'x '.repeat(500)} broker port 48213 queue`,
      false,
    ],
    ['in a script without spaces', chinese, `"${chinese}"`, true],
    ['not by its path alone', chinese, 'config/zebra-7741.yaml', false],
  ])('says a sentence %s', (_, sentence, text, expected) => {
    expect(says(text, sentence)).toBe(expected);
  });

  it.each([
    ['localhost:48213', '48213', true],
    ['port 482135', '48213', false],
    ['src/zebra-7741.ts', 'zebra-7741', true],
    ['zebra-77410', 'zebra-7741', false],
  ])('%s holds %s: %s', (text, value, expected) => {
    expect(holds(text, value)).toBe(expected);
  });
});

describe('the cases', () => {
  const length = { tokens: 2000, seed: 1 };

  it('fail of a manifest that says nothing, where something must be said', async () => {
    const command = wrongProduct(() => ['-']);
    const scenes = SCENES.filter(({ isLarge, group }) => !isLarge && group !== 'atomic');
    const results = [
      ...(await runSittings({ command, folder }, length)),
      ...(await playScenes(scenes, { command, main: MAIN, folder, seed: 1 })),
    ];
    expect(missed(results)).toEqual(GROUPS.filter((group) => group !== 'atomic'));
  });

  it('fail of a manifest that repeats the session, where something must not be said', async () => {
    const command = wrongProduct((transcript) => transcript.replaceAll('\\n', '\n').split('\n'));
    const results = [
      ...(await runSittings({ command, folder }, length)),
      ...(await playScenes(
        SCENES.filter(({ group }) => group === 'budget'),
        { command, main: MAIN, folder, seed: 1 },
      )),
    ];
    expect(missed(results)).toEqual([
      'constraints',
      'tasks',
      'secrets',
      'injections',
      'budget',
      'decisions',
      'values',
      'paths',
    ]);
  });
});
