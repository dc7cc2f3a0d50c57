import type { Place } from '../session/events.ts';
import type { FileFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import type { OpenAction } from './open-calls.ts';
import { factPath, looksLikeFile, pathIn } from './paths.ts';
import { unquoted, type Segment } from './shell-segments.ts';
import { gitSubcommand, isTrivial, programOf } from './trivial-commands.ts';

const MAX_PATH_CHARS = 300;

type Use = 'read' | 'edit' | 'delete' | 'mention';

/** Files that the session read, wrote, edited, deleted or named in commands. */
export class FilesFold {
  readonly #ledger: Ledger<FileFact>;

  constructor(entries?: readonly FileFact[]) {
    this.#ledger = new Ledger({
      limit: 400,
      maxBytes: 40_000,
      keyOf: (fact) => fact.path,
      rankOf: (fact) => (fact.deleted ? 0 : Number(fact.edits > 0) + Number(fact.reads > 0)),
      entries,
    });
  }

  /** An action that took effect. */
  done(
    action: OpenAction,
    place: Place,
    where: { root?: string | undefined; cwd?: string | undefined },
  ): void {
    for (const [path, use] of uses(action)) {
      if (path === '' || path.length > MAX_PATH_CHARS) continue;
      const fact = this.#sight(factPath(path, where.root, where.cwd), place);
      if (use === 'read') fact.reads++;
      else if (use === 'edit') {
        fact.edits++;
        fact.edited = place.offset;
        fact.deleted = false;
      } else if (use === 'delete') fact.deleted = true;
    }
  }

  facts(): FileFact[] {
    return this.#ledger.values();
  }

  #sight(path: string, place: Place): FileFact {
    return this.#ledger.sight(path, place, (seen) => ({ ...seen, path, reads: 0, edits: 0, deleted: false }));
  }
}

function uses(action: OpenAction): [string, Use][] {
  switch (action.type) {
    case 'read':
    case 'edit':
    case 'delete':
    case 'mention':
      return action.paths.map((path) => [path, action.type]);
    case 'command':
      return commandUses(action.segments);
    case 'other':
      return [];
  }
}

/** Relative paths are seen from where an earlier `cd` of the same line went. */
function commandUses(segments: readonly Segment[]): [string, Use][] {
  let folder = '';
  const found: [string, Use][] = [];
  for (const segment of segments) {
    const [program, target] = segment.words;
    if (program === 'cd' && target !== undefined) folder = pathIn(folder, unquoted(target));
    else for (const [path, use] of segmentUses(segment)) found.push([pathIn(folder, path), use]);
  }
  return found;
}

function segmentUses(segment: Segment): [string, Use][] {
  const words = segment.words.map(unquoted);
  const program = programOf(words);
  const verb = program === 'git' ? gitSubcommand(words) : program;
  if (verb === 'mv') return moved(words);
  const general = generalUse(segment, verb);
  const found: [string, Use][] = [];
  for (let index = 1; index < words.length; index++) {
    const [, arrow, glued] = /^(?:[12]?(>>?))(.*)$/.exec(words[index] ?? '') ?? [];
    const isTarget = words[index - 1] === '>' || words[index - 1] === '>>';
    const word = arrow === undefined ? (words[index] ?? '') : (glued ?? '');
    const isModule = words[index - 1] === '-m' && program.startsWith('python');
    if (looksLikeFile(word) && !isModule)
      found.push([word, isTarget || arrow !== undefined ? 'edit' : general]);
  }
  return found;
}

function generalUse(segment: Segment, verb: string | undefined): Use {
  if (verb === 'tee') return 'edit';
  if (verb === 'rm') return 'delete';
  if (verb === 'sed' && segment.words.some((word) => /^-[a-zE]*i|^--in-place/.test(word))) return 'edit';
  return isTrivial(segment) ? 'read' : 'mention';
}

/** `mv a b`, `mv a folder`, `git mv a b`: the old name is gone, the new one was written. */
function moved(words: readonly string[]): [string, Use][] {
  const operands = words.slice(1).filter((word) => word !== 'mv' && !word.startsWith('-'));
  const target = operands.pop();
  if (target === undefined) return [];
  return operands.filter(looksLikeFile).flatMap((path): [string, Use][] => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return [
      [path, 'delete'],
      [looksLikeFile(target) ? target : `${target.replace(/\/+$/, '')}/${name}`, 'edit'],
    ];
  });
}
