import type { DecisionFact, Facts, FileFact, Seen, StatementFact } from '../evidence/facts.ts';
import { REFUSED } from '../evidence/statements.ts';
import { isOfTest } from '../evidence/failure-lines.ts';
import { effectOf } from '../evidence/side-effects.ts';
import { contentWords, coverage, oneLine, shorten } from '../evidence/wording.ts';
import type { Candidate, Slot } from './candidate.ts';
import { openWork } from './open-work.ts';
import { PINNED_STRENGTH, type Weights } from './weights.ts';
import { valued, type WeightedKind } from './worth.ts';

/** Words that are not surely a rule count in full for so many requests, the one in which they stand included. */
const WISHES_OF_REQUESTS = 5;
const OLD_WISH = 0.3;

/** What the next session has anyway, and a manifest need not repeat: the text of its rules files. */
export interface Known {
  rulesText: string;
  /** Default: `WEIGHTS`. */
  weights?: Weights;
}

/** Candidates by how they are packed: rules first, open work, what was settled, then the rest by worth per byte. */
export interface CandidateGroups {
  pinned: Candidate[];
  openWork: Candidate[];
  /** What the user decided and answered, and why something was refused; the newest first. */
  settled: Candidate[];
  rest: Candidate[];
}

export function candidates(facts: Facts, known: Known): CandidateGroups {
  const ranked = ranking(facts, known.weights);
  const standing = inForce(facts);
  const effects = new Set(facts.sideEffects.map((fact) => fact.text));
  const rulesText = comparable(known.rulesText);
  const isKnown = (text: string): boolean => rulesText.includes(comparable(text));
  const rules = facts.statements.filter(
    (fact) => !fact.lifted && !(fact.type === 'constraint' && isKnown(fact.text)),
  );
  const isPinned = (fact: StatementFact): boolean =>
    fact.type !== 'answer' && fact.strength >= PINNED_STRENGTH;
  const work = openWork(facts);
  return {
    pinned: rules.filter(isPinned).toSorted(byStrength).map(statement),
    openWork: work.now,
    settled: [
      ...rules.filter((fact) => isSettled(fact) && !isPinned(fact)).map(statement),
      ...standing.filter(({ who }) => who === 'user').map(decision),
    ].toSorted((a, b) => b.seen.last - a.seen.last),
    rest: [
      ...work.old,
      ...wishes(ranked, {
        facts: rules.filter((fact) => !isSettled(fact) && !isPinned(fact)),
        since: wishesSince(facts),
      }),
      ...unlike(
        ranked(
          'command',
          'commands',
          facts.commands.filter((fact) => !isKnown(fact.command) && !effects.has(effectOf(fact.command))),
          (fact) => fact.command,
        ),
      ),
      ...editedFirst(
        ranked('file', 'files', presentFiles(facts), (fact) => fact.path),
        facts,
      ),
      ...ranked(
        'failure',
        'environment_status',
        facts.failures.filter((fact) => fact.live),
        (fact) => fact.text,
      ),
      ...ranked(
        'passed',
        'passed_since',
        facts.failures.filter((fact) => !fact.live && isOfTest(fact.text)),
        (fact) => fact.text,
      ),
      ...ranked('approach', 'failed', facts.approaches, (fact) =>
        [fact.tried, fact.whyNot, fact.instead].filter(Boolean).join(' → '),
      ),
      ...ranked(
        'decision',
        'key_decisions',
        standing.filter(({ who }) => who === 'agent'),
        (fact) => fact.text,
      ),
      ...ranked(
        'reference',
        'refs',
        facts.references.filter((fact) => fact.superseded === undefined && !isKnown(fact.text)),
        (fact) => fact.text,
      ),
      ...ranked(
        'symbol',
        'names',
        facts.symbols.filter((fact) => !isKnown(fact.name)),
        (fact) => fact.name,
      ),
      ...ranked('sideEffect', 'effects', facts.sideEffects, (fact) => fact.text),
      ...ranked(
        'completed',
        'completed_tasks',
        facts.tasks.filter((task) => task.status === 'completed'),
        (task) => task.text,
      ),
    ],
  };
}

/** Rules files wrap, emphasise and end their sentences otherwise than people do in a prompt. */
function comparable(text: string): string {
  return oneLine(text.replace(/[*`_"'“”‘’]/g, ''))
    .replace(/[.!。！]+$/, '')
    .toLowerCase();
}

type Ranked = <T extends Seen>(
  kind: WeightedKind,
  slot: Slot,
  facts: readonly T[],
  textOf: (fact: T) => string,
) => Candidate[];

function ranking({ events }: Facts, weights: Weights | undefined): Ranked {
  return (kind, slot, facts, textOf) =>
    valued(kind, facts, { events, weights })
      .map(({ fact, value }) => ({ slot, kind, text: textOf(fact), value, seen: fact }))
      .filter(({ text }) => text !== '');
}

const FORBIDDEN = /\b(?:never|not|avoid|stop|no)\b (?:use |using |to )?|n['’]t (?:use |using )?/i;

/** Decisions that stand: not replaced, not against a later rule of the user, not about files that are gone. */
function inForce({ decisions, statements, files }: Facts): DecisionFact[] {
  const bans = statements
    .filter((fact) => fact.type === 'constraint' && !fact.lifted && FORBIDDEN.test(fact.text))
    .map((fact) => ({ last: fact.last, words: contentWords(fact.text.split(FORBIDDEN).slice(1).join(' ')) }));
  const isBanned = ({ text, last }: DecisionFact): boolean => {
    if (FORBIDDEN.test(text)) return false;
    const words = contentWords(text);
    return bans.some((ban) => ban.last > last && coverage(ban.words, words) === 1);
  };
  const gone = files.filter((fact) => fact.deleted).map((fact) => fact.path);
  const present = new Set(files.filter((fact) => !fact.deleted).map((fact) => nameOf(fact.path)));
  const goneNames = new Set(gone.map(nameOf).filter((name) => name.includes('.') && !present.has(name)));
  const isGone = ({ text }: DecisionFact): boolean =>
    goneNames.size > 0 &&
    (text.match(/[\w./@-]+/g) ?? []).some((word) => goneNames.has(nameOf(word.replace(/[./]+$/, ''))));
  return decisions.filter((fact) => !fact.superseded && !isBanned(fact) && !isGone(fact));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** An answer, or a refusal with its reason. */
function isSettled({ type, text }: StatementFact): boolean {
  return type === 'answer' || (type === 'rejection' && text !== REFUSED);
}

function byStrength(a: StatementFact, b: StatementFact): number {
  return b.strength - a.strength || b.last - a.last;
}

/** What the user chose is worth as much as an answer. */
function decision(fact: DecisionFact): Candidate {
  return { slot: 'key_decisions', kind: 'decision', text: fact.text, value: 270, seen: fact };
}

function statement(fact: StatementFact): Candidate {
  return {
    slot: fact.type === 'answer' ? 'key_decisions' : 'rules',
    kind: fact.type,
    text: statementText(fact),
    value: fact.strength * 300,
    seen: fact,
  };
}

const MAX_ABOUT_CHARS = 56;

function statementText(fact: StatementFact): string {
  if (fact.type === 'constraint' || fact.about === undefined) return fact.text;
  // What it was about is there to recognise it: folders and the rest of a long command say nothing more.
  const about = shorten(fact.about.replace(/(?:[^\s/"']*\/){2,}/g, ''), MAX_ABOUT_CHARS);
  if (fact.type === 'answer') return `${about} → ${fact.text}`;
  return fact.text === REFUSED ? `Refused: ${about}` : `Refused ${about}: ${fact.text}`;
}

/** What may have been a wish of one request only is most likely over with it: the offset from which on it is not. */
function wishesSince({ requests }: Facts): number {
  return requests.filter((fact) => fact.type === 'request').at(-WISHES_OF_REQUESTS)?.first ?? 0;
}

/** What the user said that may be a rule: worth as much as it is sure, and little once other requests came. */
function wishes(
  ranked: Ranked,
  { facts, since }: { facts: readonly StatementFact[]; since: number },
): Candidate[] {
  const strengths = new Map(
    facts.map((fact) => [statementText(fact), fact.strength * (fact.last < since ? OLD_WISH : 1)]),
  );
  return ranked('constraint', 'rules', facts, statementText).map((candidate) => ({
    ...candidate,
    value: candidate.value * (strengths.get(candidate.text) ?? 1),
  }));
}

function presentFiles({ files }: Facts): FileFact[] {
  // A folder of that name would vanish from JSON that is read into objects.
  return files.filter(({ deleted, path }) => !deleted && !/(?:^|\/)__proto__\//.test(path));
}

const ALIKE = 0.5;

/** Of commands that begin alike, each says less than the one before. */
function unlike(commands: readonly Candidate[]): Candidate[] {
  const seen = new Map<string, number>();
  return commands.map((candidate) => {
    const core = candidate.text.split(' ', 2).join(' ');
    const earlier = seen.get(core) ?? 0;
    seen.set(core, earlier + 1);
    return { ...candidate, value: candidate.value * ALIKE ** earlier };
  });
}

const EDITED = 1.3;

function editedFirst(files: readonly Candidate[], facts: Facts): Candidate[] {
  const edited = new Set(facts.files.filter(({ edits }) => edits > 0).map(({ path }) => path));
  return files.map((candidate) => ({
    ...candidate,
    value: candidate.value * (edited.has(candidate.text) ? EDITED : 1),
  }));
}
