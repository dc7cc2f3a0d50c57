import type { Place } from '../session/events.ts';
import type { Facts, Seen } from './facts.ts';
import { heatAt } from './ledger.ts';

/** The mark between which a resume prompt holds its data; the rest of the tag is a random number. */
export const DATA_TAG = 'recovery-data';

/** What a text that holds one of our resume prompts says. */
export interface Resumed {
  /** The manifest that it was made from. */
  manifestId: string;
  /** What was written in front of it and behind it. */
  rest: string;
}

const OPEN = new RegExp(`<${DATA_TAG} ([0-9a-f]{32})>\\n`);
const MANIFEST_ID = /RECOVERY-\d{6}-\d{3,}-\d{6}/g;
const TITLE = '# Resume this work';
/** What the prompt says behind its data: how much was left out, and what to do. */
const BEHIND =
  /^\s*(?:\d+ more: `recovery show --all`\s*)?(?:## What to do now\s+(?:\d\. .*\n?)+|(?:Acknowledge|Ask the user what the work was).*\n?)?/;

/** Reads a resume prompt in a text; undefined when there is none. */
export function resumedFrom(text: string): Resumed | undefined {
  const open = text.includes(`<${DATA_TAG} `) ? OPEN.exec(text) : null;
  if (!open) return undefined;
  const close = `</${DATA_TAG} ${open[1]}>`;
  const end = text.indexOf(close, open.index);
  const title = text.lastIndexOf(TITLE, open.index);
  const manifestId = text.slice(Math.max(0, title), open.index).match(MANIFEST_ID)?.at(-1);
  if (end === -1 || title === -1 || manifestId === undefined) return undefined;
  const behind = text.slice(end + close.length).replace(BEHIND, '');
  const rest = `${text.slice(0, title).trim()}\n${behind.trim()}`.trim();
  return { manifestId, rest };
}

/**
 * The facts with which a resumed session begins: those of the session that it goes on from, all seen where it was
 * told of them, in front of what it has seen itself.
 */
export function inherited(own: Facts, earlier: Facts, { offset, index }: Place): Facts {
  const before = <T extends Seen>(facts: readonly T[], ours: readonly T[]): T[] => [
    ...facts
      .toSorted((a, b) => a.last - b.last)
      .map((fact) => ({ ...fact, first: offset, last: offset, index, heat: heatAt(fact, earlier.events) })),
    ...ours,
  ];
  return {
    ...own,
    requests: before(earlier.requests, own.requests),
    statements: before(
      earlier.statements.filter((fact) => !fact.lifted),
      own.statements,
    ),
    tasks: before(earlier.tasks, own.tasks),
    files: before(earlier.files, own.files),
    commands: before(earlier.commands, own.commands),
    failures: before(
      earlier.failures.filter((fact) => fact.live),
      own.failures,
    ),
    approaches: before(earlier.approaches, own.approaches),
    decisions: before(
      earlier.decisions.filter((fact) => !fact.superseded),
      own.decisions,
    ),
    references: before(
      earlier.references.filter((fact) => fact.superseded === undefined),
      own.references,
    ),
    symbols: before(earlier.symbols, own.symbols),
    glimpses: before(earlier.glimpses, own.glimpses),
    sideEffects: before(earlier.sideEffects, own.sideEffects),
    lastReply: own.lastReply ?? earlier.lastReply,
  };
}
