import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The rules files that INDEX.tsv of a corpus names for each transcript; none for a plain directory. */
export function rulesIndex(data: string | undefined): (name: string) => string {
  const roots = [data ?? '', join(data ?? '', '..')];
  const root = roots.find((folder) => existsSync(join(folder, 'INDEX.tsv')));
  if (root === undefined) return () => '';
  const rows = readFileSync(join(root, 'INDEX.tsv'), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  const files = new Map(rows.map((columns) => [columns[0]?.split('/').at(-1) ?? '', columns[7] ?? '']));
  return (name) => {
    const file = files.get(name.split('/').at(-1) ?? '');
    return file && existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
  };
}

/** The rules files in the directory of a session, as they are now. */
export function rulesIn(cwd: string): string {
  return ['CLAUDE.md', 'AGENTS.md', '.claude/CLAUDE.md']
    .map((name) => join(cwd, name))
    .filter((path) => cwd !== '' && statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}
