/** Lists of words and paths in few bytes, and back. */

/** Texts separated by a space, or a list where one of them holds a space. */
export type Words = string | string[];

/** Paths by folder: the names in it, or an object for a folder with folders in it, whose own names are at `.`. */
export interface Folder {
  [name: string]: Words | Folder;
}

export function joined(texts: readonly string[]): Words | undefined {
  if (texts.length === 0) return undefined;
  return texts.some((text) => /\s/.test(text)) ? [...texts] : texts.join(' ');
}

export function split(words: Words | undefined): string[] {
  return typeof words === 'string' ? words.split(' ').filter(Boolean) : (words ?? []);
}

interface Tree {
  names: string[];
  folders: Map<string, Tree>;
}

/** Every folder is written once. One in which nothing but another folder lies is written together with it. */
export function folded(paths: readonly string[]): Folder | undefined {
  if (paths.length === 0) return undefined;
  const root: Tree = { names: [], folders: new Map() };
  for (const path of paths) {
    // `.` is where the names of a folder itself stand.
    const parts = path.split('/').filter((part, at, all) => part !== '.' || at === all.length - 1);
    const name = parts.pop() ?? '';
    let tree = root;
    for (const part of parts) {
      const inner = tree.folders.get(part) ?? { names: [], folders: new Map<string, Tree>() };
      tree.folders.set(part, inner);
      tree = inner;
    }
    tree.names.push(name);
  }
  return written(root);
}

function written({ names, folders }: Tree): Folder {
  // Without a prototype: a folder may have any name.
  const folder = Object.create(null) as Folder;
  const own = joined(names);
  if (own !== undefined) folder['.'] = own;
  for (let [name, tree] of folders) {
    for (let only = onlyFolder(tree); only; only = onlyFolder(tree)) {
      name += `/${only[0]}`;
      tree = only[1];
    }
    const inside = tree.folders.size === 0 ? joined(tree.names) : written(tree);
    if (inside !== undefined) folder[name] = inside;
  }
  return folder;
}

function onlyFolder({ names, folders }: Tree): [string, Tree] | undefined {
  return names.length === 0 && folders.size === 1 ? [...folders][0] : undefined;
}

/** The paths that folders of a manifest stand for. */
export function unfolded(folder: Folder | undefined, above: string = ''): string[] {
  return Object.entries(folder ?? {}).flatMap(([name, inside]) => {
    const path = name === '.' ? above : `${above}${name}/`;
    return typeof inside === 'string' || Array.isArray(inside)
      ? split(inside).map((file) => path + file)
      : unfolded(inside, path);
  });
}
