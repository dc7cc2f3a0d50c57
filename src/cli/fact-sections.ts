import type { Facts, Seen } from '../evidence/facts.ts';
import type { Evidence } from '../manifest/evidence.ts';

/** One fact for people: what it says, how it stands, and where it was seen last. */
export interface ShownFact {
  text: string;
  /** `open`, `failed`, `lifted` … */
  state?: string | undefined;
  /** Offset of the record in the transcript; undefined for what git said. */
  offset?: number | undefined;
}

export interface FactSection {
  title: string;
  facts: ShownFact[];
}

/** Everything that is known of a session, by kind; empty kinds are left out. In the order in which it was seen. */
export function factSections({ facts, repository }: Evidence): FactSection[] {
  const sections: FactSection[] = [
    ...spoken(facts),
    ...worked(facts),
    {
      title: 'Not committed when it was prepared',
      facts: (repository.changes ?? []).map(({ path, status }) => ({ text: path, state: status })),
    },
  ];
  return sections.filter((section) => section.facts.length > 0);
}

/** What was said. */
function spoken(facts: Facts): FactSection[] {
  return [
    section('Requests', facts.requests, ({ text, type, parts }) => ({
      text: [
        text,
        ...parts.map((part) => `${part.done ? '[x]' : part.givenUp ? '[-]' : '[ ]'} ${part.text}`),
      ].join('\n'),
      state: type,
    })),
    section('Rules, refusals and answers', facts.statements, ({ text, type, about, lifted }) => ({
      text: about === undefined ? text : `${text} (${about})`,
      state: lifted ? `${type}, lifted` : type,
    })),
    section('Tasks', facts.tasks, ({ text, status }) => ({ text, state: status })),
    section('Decisions', facts.decisions, ({ text, who, superseded }) => ({
      text,
      state: superseded ? `${who}, replaced` : who,
    })),
    section('Tried without success', facts.approaches, ({ tried, whyNot, instead }) => ({
      text: [tried, whyNot && `why not: ${whyNot}`, instead && `instead: ${instead}`]
        .filter(Boolean)
        .join('\n'),
    })),
    section('Recaps', facts.recaps, ({ text, of }) => ({ text, state: of })),
  ];
}

/** What was done and met. */
function worked(facts: Facts): FactSection[] {
  return [
    section('Effects outside', facts.sideEffects, ({ text }) => ({ text })),
    section('Commands', facts.commands, ({ command, ok }) => ({ text: command, state: outcome(ok) })),
    section('Failures', facts.failures, ({ text, live }) => ({ text, state: live ? 'live' : 'gone' })),
    section('Files', facts.files, ({ path, reads, edits, deleted }) => ({
      text: path,
      state: deleted ? 'deleted' : `${reads} read, ${edits} edited`,
    })),
    section('References', facts.references, ({ text, type, superseded }) => ({
      text,
      state: superseded ? `${type}, replaced` : type,
    })),
    section('Names in the code', facts.symbols, ({ name }) => ({ text: name })),
    section('Shown by tools lately, named by nobody', facts.glimpses, ({ text, kind }) => ({
      text,
      state: kind,
    })),
  ];
}

function section<T extends Seen>(
  title: string,
  facts: readonly T[],
  show: (fact: T) => ShownFact,
): FactSection {
  const shown = facts
    .toSorted((a, b) => a.last - b.last)
    .map((fact) => ({ ...show(fact), offset: fact.last }));
  return { title, facts: shown };
}

function outcome(ok: boolean | undefined): string {
  if (ok === undefined) return 'unknown';
  return ok ? 'passed' : 'failed';
}
