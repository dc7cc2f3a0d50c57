import type { FileChange } from '../evidence/repository-state.ts';
import type { ResumeFact } from './resume-facts.ts';
import { CHANGES, REPOSITORY, SESSION_SECTIONS, UNCOMMITTED, type SectionPlan } from './section-plan.ts';
import type { Situation } from './situation.ts';

/** A heading with facts below it, before it is known how many of them there is room for. */
export interface Section extends SectionPlan {
  /** Best first. */
  facts: readonly ResumeFact[];
  /** Facts that exist somewhere else, beyond these. */
  more?: number;
}

/** The sections of a resume prompt, in the order in which they are read. Empty ones are left out. */
export function sections(situation: Situation): Section[] {
  const all: Section[] = [
    { ...CHANGES, facts: changes(situation) },
    ...sessionSections(situation),
    { ...REPOSITORY, facts: repositoryLines(situation).map((text) => ({ text })) },
    { ...UNCOMMITTED, ...uncommitted(situation) },
  ];
  return all.filter(({ facts, more = 0 }) => facts.length + more > 0);
}

function changes({ checks, findings, loaded }: Situation): ResumeFact[] {
  const texts = [...findings.map(({ text }) => text), ...checks.flatMap(({ notes }) => notes)];
  if (texts.length === 0 && loaded) texts.push('Nothing was found to be different.');
  return texts.map((text) => ({ text }));
}

/** Files that git shows as changed stand in a section of their own. */
function sessionSections({ facts, now }: Situation): Section[] {
  if (!facts) return [];
  const dirty = new Set(now.state.changes?.map(({ path }) => path));
  const shown = { ...facts, files: facts.files.filter(({ text }) => !dirty.has(text)) };
  return SESSION_SECTIONS.map(({ of, ...plan }) => ({
    ...plan,
    facts: shown[of],
    more: of === 'rules' ? facts.rulesMore : 0,
  }));
}

const LETTERS: Record<FileChange['status'], string> = {
  modified: 'M',
  added: 'A',
  deleted: 'D',
  renamed: 'R',
  untracked: '?',
  conflicted: 'U',
};

function uncommitted({ now }: Situation): Pick<Section, 'facts' | 'more'> {
  const { changes: known = [], changeCount = 0 } = now.state;
  const facts = known.map(({ path, status, from }) => ({
    text: `${LETTERS[status]} ${from === undefined ? '' : `${from} → `}${path}`,
  }));
  return { facts, more: changeCount - known.length };
}

function repositoryLines({ loaded, offered, now }: Situation): string[] {
  const { state } = now;
  const saved = loaded?.manifest.memory_pointers;
  const lines = [`Work tree: ${state.root}`];
  if (state.branch !== undefined || state.head !== undefined) {
    lines.push(
      `Branch ${state.branch ?? 'none (detached HEAD)'} at ${state.head?.slice(0, 10) ?? 'no commit yet'}${pushState(state.ahead, state.behind)}`,
    );
  }
  if (saved?.git_branch !== undefined || saved?.commit !== undefined) {
    const unpushed = saved.unpushed === undefined ? '' : `, ${saved.unpushed} not pushed`;
    lines.push(`Then: branch ${saved.git_branch ?? 'none'} at ${saved.commit ?? 'no commit'}${unpushed}`);
  }
  const stateFile = state.stateFile ?? saved?.project_state_file;
  if (stateFile !== undefined) lines.push(`The project keeps its state in ${stateFile}: read it`);
  if (offered) lines.push(`The older manifest, not used: ${offered.path}`);
  return lines;
}

function pushState(ahead: number | undefined, behind: number | undefined): string {
  if (ahead === undefined) return ', no upstream';
  if (ahead === 0 && !behind) return ', all pushed';
  return `, ${ahead} not pushed${behind ? `, ${behind} to pull` : ''}`;
}
