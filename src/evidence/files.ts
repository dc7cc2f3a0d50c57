import type { Place } from '../session/events.ts';
import type { FileFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import type { OpenAction } from './open-calls.ts';
import { factPath, looksLikeFile, pathIn } from './paths.ts';
import { unquoted, type Segment } from './shell-segments.ts';
import { gitSubcommand, isTrivial, programOf } from './trivial-commands.ts';

const MAX_PATH_CHARS = 300;

type Use = 'read' | 'edit' | 'delete' | 'delete-folder' | 'mention';

/** Files that the session read, wrote, edited, deleted or named in commands. */
export class FilesFold {
  readonly #ledger: Ledger<FileFact>;

  constructor(entries?: readonly FileFact[]) {
    this.#ledger = new Ledger({
      limit: 400,
      maxBytes: 40_000,
      keyOf: (fact) => fact.path,
      rankOf: (fact) => (fact.deleted ? 0 : 2 * Number(fact.edits > 0) + Number(fact.reads > 0)),
      entries,
    });
  }

  /** An action that took effect. */
  done(
    action: OpenAction,
    place: Place,
    where: { root?: string | undefined; cwd?: string | undefined },
  ): void {
    for (const { path: written, use, isJoined = false } of uses(action)) {
      if (written === '' || written.length > MAX_PATH_CHARS) continue;
      const path = factPath(written, where.root, where.cwd);
      if (use === 'delete-folder') {
        this.#deleteBelow(factPath(written, where.root, where.cwd));
        continue;
      }
      // Put together from a `cd` to somewhere else: nobody wrote it like that, and it is no file of this work.
      if (isJoined && path.startsWith('/')) continue;
      const fact = this.#sight(path, place);
      if (use === 'read') {
        fact.reads++;
        if (action.type === 'read') fact.deleted = false;
      } else if (use === 'edit') {
        fact.edits++;
        fact.deleted = false;
      } else if (use === 'delete') fact.deleted = true;
    }
  }

  facts(): FileFact[] {
    return this.#ledger.values();
  }

  #deleteBelow(folder: string): void {
    for (const fact of this.#ledger) if (fact.path.startsWith(`${folder}/`)) fact.deleted = true;
  }

  #sight(path: string, place: Place): FileFact {
    return this.#ledger.sight(path, place, (seen) => ({ ...seen, path, reads: 0, edits: 0, deleted: false }));
  }
}

interface FileUse {
  path: string;
  use: Use;
  /** The path is made of an earlier `cd` and what the command says. */
  isJoined?: boolean;
}

function uses(action: OpenAction): FileUse[] {
  switch (action.type) {
    case 'read':
    case 'edit':
    case 'delete':
    case 'mention':
      return action.paths.map((path) => ({ path, use: action.type }));
    case 'command':
      return commandUses(action.segments);
    case 'other':
      return [];
  }
}

/** Relative paths are seen from where an earlier `cd` of the same line went. */
function commandUses(segments: readonly Segment[]): FileUse[] {
  let folder = '';
  const found: FileUse[] = [];
  for (const segment of segments) {
    const [program, target] = segment.words;
    if (program === 'cd' && target !== undefined) folder = pathIn(folder, unquoted(target));
    else {
      for (const [named, use] of segmentUses(segment)) {
        const path = pathIn(folder, named);
        found.push({ path, use, isJoined: path !== named });
      }
    }
  }
  return found;
}

function segmentUses(segment: Segment): [string, Use][] {
  const words = segment.words.map(unquoted);
  const program = programOf(words);
  const verb = program === 'git' ? gitSubcommand(words) : program;
  if (verb === 'mv') return moved(words, 'delete');
  if (verb === 'cp') return moved(words, 'read');
  if (verb === 'rm') return removed(words);
  const general = generalUse(segment, verb);
  const found: [string, Use][] = [];
  for (let index = 1; index < words.length; index++) {
    const [, arrow, glued] = /^(?:[12&]?(>>?)\|?)(.*)$/.exec(words[index] ?? '') ?? [];
    const isTarget = /^[12&]?>>?\|?$/.test(words[index - 1] ?? '');
    const word = arrow === undefined ? (words[index] ?? '') : (glued ?? '');
    const isModule = words[index - 1] === '-m' && program.startsWith('python');
    if (looksLikeFile(word) && !isModule)
      found.push([word, isTarget || arrow !== undefined ? 'edit' : general]);
  }
  return found;
}

function generalUse(segment: Segment, verb: string | undefined): Use {
  if (verb === 'tee' || verb === 'touch' || verb === 'truncate') return 'edit';
  const inPlace = verb === 'sed' ? /^-[a-zE]*i|^--in-place/ : /^-[pne]*i/;
  if ((verb === 'sed' || verb === 'perl') && segment.words.some((word) => inPlace.test(word))) return 'edit';
  return isTrivial(segment) ? 'read' : 'mention';
}

/** `rm a`, `rm -r folder`, `git rm a`. What a pattern stood for is not known. */
function removed(words: readonly string[]): [string, Use][] {
  const isRecursive = words.some((word) => /^-[a-zA-Z]*[rR]|^--recursive/.test(word));
  return words
    .slice(1)
    .filter((word) => word !== 'rm' && !/^-|[*?[]/.test(word))
    .flatMap((word): [string, Use][] => {
      if (looksLikeFile(word)) return [[word, 'delete']];
      return isRecursive ? [[word, 'delete-folder']] : [];
    });
}

/** `mv a b`, `mv a folder`, `git mv a b`, `cp a b`: the new name was written; what became of the old one, `use` tells. */
function moved(words: readonly string[], use: 'delete' | 'read'): [string, Use][] {
  const operands = words.slice(1).filter((word) => word !== 'mv' && !word.startsWith('-'));
  const target = operands.pop();
  if (target === undefined) return [];
  return operands.filter(looksLikeFile).flatMap((path): [string, Use][] => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return [
      [path, use],
      [looksLikeFile(target) ? target : `${target.replace(/\/+$/, '')}/${name}`, 'edit'],
    ];
  });
}
