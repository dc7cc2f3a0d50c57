import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fenced, kindsOf, repositoryScene, emptyScene, type Scene } from './scene.ts';

function change(scene: Scene, text: string, subject: string): void {
  scene.write('src/eta.ts', text);
  scene.commitAll(subject);
}

describe('the history since the manifest', () => {
  it('names the new commits, newest first', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    change(scene, 'export const eta = 2;\n', 'Estimate in days');
    change(scene, 'export const eta = 3;\n', 'Estimate in hours');
    const { findings, prompt } = await scene.bootstrap();
    expect(findings[0]?.text).toMatch(
      /^2 commits are new: \w{9} Estimate in hours; \w{9} Estimate in days\.$/,
    );
    expect(fenced(prompt)).toContain('2 commits are new');
  });

  it('names another branch, with what differs on it', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    scene.git('switch', '-q', '-c', 'hotfix');
    change(scene, 'export const eta = 2;\n', 'Mend');
    const result = await scene.bootstrap();
    expect(kindsOf(result)).toEqual(['branch-switched', 'commits-added', 'file-modified']);
    expect(fenced(result.prompt)).toContain('The branch was main and is hotfix now.');
  });

  it('names a detached HEAD', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    scene.git('checkout', '-q', '--detach');
    const result = await scene.bootstrap();
    expect(kindsOf(result)).toEqual(['branch-switched']);
    expect(fenced(result.prompt)).toContain('is none (detached HEAD) now');
  });

  it('reports nothing when HEAD was detached then already', async () => {
    const scene = repositoryScene();
    scene.git('checkout', '-q', '--detach');
    await scene.prepare();
    expect(kindsOf(await scene.bootstrap())).toEqual([]);
  });

  it('names a rewritten history whose old commits are still there', async () => {
    const scene = repositoryScene();
    change(scene, 'export const eta = 2;\n', 'Estimate');
    await scene.prepare();
    scene.git('commit', '-q', '--amend', '-m', 'Estimate, reworded');
    const result = await scene.bootstrap();
    expect(kindsOf(result)).toEqual(['history-rewritten', 'commits-added']);
    expect(fenced(result.prompt)).toContain('1 of the commits that were checked out');
  });

  it('names a rewritten history whose old commits are gone, and the files by size and time', async () => {
    const scene = repositoryScene();
    change(scene, 'export const eta = 2;\n', 'Estimate');
    await scene.prepare();
    scene.write('src/eta.ts', 'export const eta = 3;\n');
    scene.git('commit', '-qa', '--amend', '-m', 'Estimate, otherwise');
    scene.git('reflog', 'expire', '--expire=now', '--all');
    scene.git('gc', '-q', '--prune=now');
    const result = await scene.bootstrap();
    expect(kindsOf(result)).toEqual(['history-rewritten', 'file-modified']);
    expect(fenced(result.prompt)).toContain('that was checked out is not known here');
    expect(fenced(result.prompt)).toContain('Modified: src/eta.ts.');
  });

  it('names the other work tree, and compares the commits but not the files there', async () => {
    const scene = repositoryScene();
    scene.write('src/eta.ts', 'export const eta = 2;\n');
    await scene.prepare();
    const linked = join(scene.folder, 'linked tree');
    scene.git('worktree', 'add', '-q', '-b', 'side', linked);
    const result = await scene.bootstrap({}, { projectDirectory: linked });
    expect(result.loaded).toBeDefined();
    expect(kindsOf(result)).toEqual(['other-work-tree', 'branch-switched']);
    expect(fenced(result.prompt)).toContain(`The session worked in ${scene.root}; this is ${linked}.`);
  });

  it('compares a work tree with itself', async () => {
    const scene = repositoryScene();
    const linked = join(scene.folder, 'linked');
    scene.git('worktree', 'add', '-q', '-b', 'side', linked);
    await scene.prepare({ directory: linked });
    expect(kindsOf(await scene.bootstrap({}, { projectDirectory: join(linked, 'src') }))).toEqual([]);
  });

  it('goes on in a repository without commits, and names its first one', async () => {
    const scene = emptyScene();
    scene.git('init', '-q', '-b', 'main');
    scene.write('src/eta.ts', 'export const eta = 1;\n');
    await scene.prepare();
    const before = await scene.bootstrap();
    expect(kindsOf(before)).toEqual([]);
    expect(fenced(before.prompt)).toContain('Branch main at no commit yet');
    scene.write('docs/guide.md', '');
    scene.commitAll('Begin');
    const after = await scene.bootstrap();
    expect(kindsOf(after)).toEqual(['commits-added', 'changes-committed', 'file-added']);
    expect(fenced(after.prompt)).toMatch(/1 commit is new: \w{9} Begin\./);
  });

  it('says that the repository is not here when a manifest of one is named in a plain directory', async () => {
    const scene = repositoryScene();
    const { path } = await scene.prepare();
    const elsewhere = emptyScene();
    const result = await elsewhere.bootstrap({ manifestPath: path });
    expect(kindsOf(result)).toEqual(['repository-missing']);
    expect(fenced(result.prompt)).toContain('is no git repository');
    expect(result.verdict.protocol).toBe('emergency');
  });
});

describe('a git that gives no answer', () => {
  it('leaves branch and commit from its files, and says why the changes are not known', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const result = await scene.bootstrap({}, { environment: { PATH: '' } });
    expect(kindsOf(result)).toEqual(['git-unreadable']);
    expect(result.now.state).toMatchObject({ branch: 'main', head: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(fenced(result.prompt)).toContain('git is not installed');
  });

  it('is not led to another repository by the variables of a git around it', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    const other = emptyScene();
    other.git('init', '-q', '-b', 'other');
    const environment = {
      PATH: process.env['PATH'],
      GIT_DIR: `${other.root}/.git`,
      git_work_tree: other.root,
    };
    const result = await scene.bootstrap({}, { environment });
    expect(kindsOf(result)).toEqual([]);
    expect(result.now.state.branch).toBe('main');
  });

  it('does not wait for a HEAD that is a FIFO', async () => {
    const scene = repositoryScene();
    await scene.prepare();
    scene.remove('.git/HEAD');
    execFileSync('mkfifo', [join(scene.root, '.git/HEAD')]);
    const result = await scene.bootstrap({}, { environment: { PATH: '' } });
    expect(kindsOf(result)).toEqual(['git-unreadable']);
  });
});
