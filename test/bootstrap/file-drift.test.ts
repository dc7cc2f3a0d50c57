import { readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyScene, fenced, kindsOf, repositoryScene, type Scene } from './scene.ts';

interface Change {
  name: string;
  /** Before the manifest is made. */
  before?: (scene: Scene) => void;
  change: (scene: Scene) => void;
  kinds: string[];
  said: string;
}

const CHANGES: Change[] = [
  {
    name: 'a file that was modified in a commit',
    change: (scene) => {
      scene.write('src/eta.ts', 'export const eta = 2;\n');
      scene.commitAll('Change the estimate');
    },
    kinds: ['commits-added', 'file-modified'],
    said: 'Modified: src/eta.ts.',
  },
  {
    name: 'a file that was modified and not committed',
    change: (scene) => scene.write('src/eta.ts', 'export const eta = 2;\n'),
    kinds: ['file-modified'],
    said: 'Modified: src/eta.ts.',
  },
  {
    name: 'a file that was dirty then and was written again',
    before: (scene) => scene.write('src/eta.ts', 'export const eta = 2;\n'),
    change: (scene) => scene.write('src/eta.ts', 'export const eta = 33;\n'),
    kinds: ['file-modified'],
    said: 'Modified: src/eta.ts.',
  },
  {
    name: 'a file that was deleted',
    change: (scene) => scene.remove('src/eta.ts'),
    kinds: ['file-deleted'],
    said: 'Deleted: src/eta.ts.',
  },
  {
    name: 'a file that was renamed in a commit',
    change: (scene) => {
      scene.git('mv', 'src/eta.ts', 'src/estimate.ts');
      scene.commitAll('Rename');
    },
    kinds: ['commits-added', 'file-renamed'],
    said: 'Renamed: src/eta.ts → src/estimate.ts.',
  },
  {
    name: 'a file that was renamed and is only staged',
    change: (scene) => void scene.git('mv', 'src/eta.ts', 'src/estimate.ts'),
    kinds: ['file-renamed'],
    said: 'Renamed: src/eta.ts → src/estimate.ts.',
  },
  {
    name: 'a file that is new and not tracked',
    change: (scene) => scene.write('src/holidays.ts', ''),
    kinds: ['file-added'],
    said: 'Added: src/holidays.ts.',
  },
  {
    name: 'a file with a space, a quote and Chinese in its name',
    change: (scene) => scene.write('src/节 "假日".ts', ''),
    kinds: ['file-added'],
    said: 'Added: src/节 "假日".ts.',
  },
  {
    name: 'uncommitted work that was committed',
    before: (scene) => scene.write('src/eta.ts', 'export const eta = 2;\n'),
    change: (scene) => scene.commitAll('Take over the estimate'),
    kinds: ['commits-added', 'changes-committed'],
    said: 'Uncommitted then, committed since: src/eta.ts.',
  },
  {
    name: 'uncommitted work that was stashed',
    before: (scene) => scene.write('src/eta.ts', 'export const eta = 2;\n'),
    change: (scene) => void scene.git('stash'),
    kinds: ['changes-lost'],
    said: 'neither here nor in a commit: src/eta.ts. There is 1 stash',
  },
  {
    name: 'a lock file that changed',
    change: (scene) => scene.write('package-lock.json', '{ "lockfileVersion": 3, "packages": {} }\n'),
    kinds: ['file-modified', 'lock-file-changed'],
    said: 'Dependencies may have changed: package-lock.json.',
  },
  {
    name: 'a runtime file that changed',
    change: (scene) => scene.write('.python-version', '3.13\n'),
    kinds: ['file-added', 'runtime-changed'],
    said: '.python-version: nothing then, 3.13 now',
  },
  {
    name: 'tasks that were added to the state file',
    change: (scene) => scene.write('PROJECT_STATE.md', '- [ ] Translate the manual into Dutch\n'),
    kinds: ['file-modified', 'state-file-changed', 'tasks-added'],
    said: 'had in no task list: Translate the manual into Dutch.',
  },
  {
    name: 'tasks in a state file that is new',
    before: (scene) => scene.remove('PROJECT_STATE.md'),
    change: (scene) => scene.write('TODO.md', '- [ ] Translate the manual into Dutch\n'),
    kinds: ['file-added', 'state-file-changed', 'tasks-added'],
    said: 'had in no task list: Translate the manual into Dutch.',
  },
  {
    name: 'tasks in a state file that git ignores',
    before: (scene) => {
      scene.write('.git/info/exclude', 'PROJECT_STATE.md\n');
      scene.git('rm', '-q', '--cached', 'PROJECT_STATE.md');
      scene.commitAll('Keep the state out of git');
    },
    change: (scene) => scene.write('PROJECT_STATE.md', '- [ ] Translate the manual into Dutch\n'),
    kinds: ['file-modified', 'state-file-changed', 'tasks-added'],
    said: 'had in no task list: Translate the manual into Dutch.',
  },
  {
    name: 'a state file of a megabyte of empty lines, without delay',
    change: (scene) => scene.write('PROJECT_STATE.md', '\n'.repeat(1_000_000)),
    kinds: ['file-modified', 'state-file-changed'],
    said: "The project's state file changed: PROJECT_STATE.md.",
  },
];

describe('files that changed since the manifest', () => {
  it.each(CHANGES)('names $name', async ({ before, change, kinds, said }) => {
    const scene = repositoryScene();
    before?.(scene);
    await scene.prepare();
    change(scene);
    const result = await scene.bootstrap();
    expect(kindsOf(result)).toEqual(kinds);
    expect(fenced(result.prompt)).toContain(said);
  });

  it('says that dependencies are not installed', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    scene.remove('node_modules');
    const { prompt, nextSteps } = await scene.bootstrap();
    expect(fenced(prompt)).toContain('Dependencies are not installed');
    expect(nextSteps.join()).toContain('Install what is missing');
  });

  it('reports nothing when nothing changed, dirty or clean', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    expect(kindsOf(await scene.bootstrap())).toEqual([]);
    scene.write('src/eta.ts', 'export const eta = 2;\n');
    scene.write('notes/draft.md', 'A draft.\n');
    scene.git('mv', 'src/cli.ts', 'src/main.ts');
    scene.remove('src/compat.ts');
    await scene.prepare();
    expect(kindsOf(await scene.bootstrap())).toEqual([]);
  });

  it('names the first of many long names, where all would take too much room', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const folders = Array.from({ length: 4 }, () => 'long '.repeat(40)).join('/');
    for (let index = 0; index < 20; index++) scene.write(`docs/${index}/${folders}.md`, '');
    scene.commitAll(`Add ${'many '.repeat(2000)}`);
    const { findings, prompt } = await scene.bootstrap();
    expect(findings.at(-1)?.paths).toHaveLength(20);
    expect(fenced(prompt)).toMatch(/^- Added: docs\/0\/long .+…$/m);
    expect(fenced(prompt)).toMatch(/^- 1 commit is new: \w{9} Add many .+…\.$/m);
  });

  it('does not take a file that was only checked out again for a change', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    utimesSync(join(scene.root, 'src/eta.ts'), new Date(), new Date(Date.now() + 60_000));
    expect(kindsOf(await scene.bootstrap())).toEqual([]);
  });

  it('sees files without git by size and time', async () => {
    const scene = emptyScene();
    scene.write('src/eta.ts', 'one\n');
    scene.write('src/compat.ts', 'two\n');
    await scene.prepare({ transcript: outsideOfGit(scene) });
    expect(kindsOf(await scene.bootstrap())).toEqual([]);
    scene.write('src/eta.ts', 'one and more\n');
    renameSync(join(scene.root, 'src/compat.ts'), join(scene.root, 'src/wrap.ts'));
    const result = await scene.bootstrap();
    expect(kindsOf(result)).toEqual(['file-deleted', 'file-modified']);
    expect(fenced(result.prompt)).toContain('Deleted: src/compat.ts.');
    expect(result.now.problem).toBeUndefined();
  });

  it('cannot be told where the session worked in a repository and here is none', async () => {
    const scene = emptyScene();
    await scene.prepare();
    const result = await scene.bootstrap();
    expect(kindsOf(result)).toEqual(['repository-missing']);
    expect(result.verdict).toMatchObject({ protocol: 'emergency', verificationNeeded: true });
    expect(result.checks.map(({ name, outcome }) => [name, outcome])).toContainEqual([
      'file-modification-check',
      'unchecked',
    ]);
  });
});

/** The bundled session as Claude Code writes it in a directory without git. */
function outsideOfGit(scene: Scene): string {
  const fixture = new URL('../fixtures/claude-code/parcel-tracker.jsonl', import.meta.url);
  const path = join(scene.folder, 'outside.jsonl');
  writeFileSync(
    path,
    readFileSync(fixture, 'utf8').replaceAll('"gitBranch":"feature/eta"', '"gitBranch":"HEAD"'),
  );
  return path;
}
