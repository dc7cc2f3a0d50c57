import { shorten } from '../evidence/wording.ts';
import type { Fence } from './fence.ts';
import type { Section } from './sections.ts';

/** `(+1234567 more)`, with its line end, and the mark of an inline list. */
const MORE_CHARS = 20;
/** What was freed is given out so often. */
const REFILLS = 3;
/** No list of names is cut below this. */
const MIN_CUT_CHARS = 120;

interface Filled {
  section: Section;
  /** Ready to print; undefined where the fact is too long for any prompt, or empty once cleaned. */
  items: (string | undefined)[];
  taken: Set<number>;
  spent: number;
}

export interface Fitted {
  text: string;
  /** Facts that found no room. */
  leftOut: number;
}

/**
 * As many facts as there is room for, never a part of one, except where the plan lets it be cut. First the best fact of
 * each critical section; then in rounds, and in each by rank, the sections take up to their share, then twice as much,
 * until the room is full. `room` counts UTF-16 units and is never exceeded.
 */
export function fitSections(list: readonly Section[], room: number, fence: Fence): Fitted {
  const filled = list.map((section): Filled => ({
    section,
    items: section.facts.map((fact) => itemText(fact, { section, room, fence })),
    taken: new Set(),
    spent: 0,
  }));
  const byRank = filled.toSorted((a, b) => a.section.rank - b.section.rank);
  let left = room;
  for (const one of byRank) if (one.section.critical) left -= fill(one, left, { atMost: 1 });
  for (const shares of [1, 2, 4, 8, Infinity]) {
    for (const one of byRank)
      left -= fill(one, Math.min(left, shares * one.section.share * room - one.spent));
  }
  // Less was spent than counted: a section that is complete need not say that there is more, and folders are shared.
  for (let pass = 0; pass < REFILLS; pass++)
    for (const one of byRank) fill(one, room - printed(filled).length);
  return {
    text: printed(filled),
    leftOut: filled.reduce((sum, one) => sum + missing(one), 0),
  };
}

function printed(filled: readonly Filled[]): string {
  return filled
    .filter(({ taken }) => taken.size > 0)
    .map(print)
    .join('');
}

function itemText(
  { text, offset }: Section['facts'][number],
  { section, room, fence }: { section: Section; room: number; fence: Fence },
): string | undefined {
  const shown = section.cut ? shorten(text, Math.max(MIN_CUT_CHARS, Math.floor(section.share * room))) : text;
  if (shown.length > room) return undefined;
  const item = fence.item(shown);
  if (item === '') return undefined;
  // Of a bare name its place tells nothing: the room is better used for another name.
  return offset === undefined || section.layout !== undefined ? item : `${item} @${offset}`;
}

/** Takes the facts that fit into `budget`, best first; returns how much of it they cost. */
function fill(one: Filled, budget: number, { atMost = Infinity } = {}): number {
  const { section, items, taken } = one;
  let cost = 0;
  for (const [index, item] of items.entries()) {
    if (taken.size >= atMost) break;
    if (item === undefined || taken.has(index)) continue;
    const first = taken.size === 0 ? heading(section).length + MORE_CHARS : 0;
    const more = first + item.length + 3; // "- " or ", ", and a line end
    if (cost + more > budget) continue;
    cost += more;
    taken.add(index);
  }
  one.spent += cost;
  return cost;
}

function heading({ title }: Section): string {
  return `\n## ${title}\n`;
}

function missing({ section, items, taken }: Filled): number {
  return items.length - taken.size + (section.more ?? 0);
}

function print(one: Filled): string {
  const shown = one.items.filter((item, index): item is string => item !== undefined && one.taken.has(index));
  const more = missing(one);
  const rest = more > 0 ? `(+${more} more)` : '';
  const { layout } = one.section;
  const body =
    layout !== undefined
      ? `- ${(layout === 'paths' ? byFolder(shown) : shown).join(', ')}${rest && ` ${rest}`}`
      : [...shown.map((item) => `- ${item}`), ...(rest ? [rest] : [])].join('\n');
  return `${heading(one.section)}${body}\n`;
}

/** `src/store/{open.ts, close.ts}`, as shells write it; a folder stands where its best file would. */
function byFolder(paths: readonly string[]): string[] {
  // A name that holds a mark of the list stands alone.
  const folders = Map.groupBy(paths, (path) =>
    /[\s,{}()]/.test(path) ? '' : path.slice(0, path.lastIndexOf('/') + 1),
  );
  return [...folders].flatMap(([folder, whole]) => {
    if (folder === '' || whole.length === 1) return whole;
    return `${folder}{${whole.map((path) => path.slice(folder.length)).join(', ')}}`;
  });
}
