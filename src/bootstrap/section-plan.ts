import type { ResumeFacts } from './resume-facts.ts';

/** How one kind of fact is shown, as data. */
export interface SectionPlan {
  title: string;
  /** `inline`: short names in one line, separated by commas; `paths`: those of one folder in braces. Default: one line each. */
  layout?: 'inline' | 'paths';
  /** Part of the room that the section is sure of, 0 to 1. */
  share: number;
  /** Sections take room in this order, 1 first. */
  rank: number;
  /** Shown even in a summary, and in an emergency resume that was asked for by name. */
  critical?: true;
  /** Facts longer than the section's share of the room are cut: lists of names, which are whole in the other formats. */
  cut?: true;
}

export const CHANGES: SectionPlan = {
  title: 'What changed since the session',
  share: 0.12,
  rank: 2,
  critical: true,
  cut: true,
};

/** In the order in which they are read. Together the shares are about one. */
export const SESSION_SECTIONS: readonly (SectionPlan & { of: Exclude<keyof ResumeFacts, 'rulesMore'> })[] = [
  {
    of: 'rules',
    title: 'Rules and refusals of the user, in their words; they still hold',
    share: 0.2,
    rank: 1,
    critical: true,
  },
  { of: 'request', title: 'The request, in the words of the user', share: 0.12, rank: 3, critical: true },
  { of: 'tasks', title: 'Open tasks', share: 0.08, rank: 4, critical: true },
  { of: 'nextSteps', title: 'Next, as the agent said', share: 0.03, rank: 5, critical: true },
  { of: 'blockers', title: 'Blocked by', share: 0.02, rank: 6, critical: true },
  {
    of: 'sideEffects',
    title: 'Done already, with effects outside: do not do again',
    share: 0.04,
    rank: 5,
    critical: true,
  },
  { of: 'stopped', title: 'Where it stopped', share: 0.06, rank: 9 },
  { of: 'commands', title: 'Commands of the session, exact, with their last outcome', share: 0.1, rank: 8 },
  { of: 'decisions', title: 'Decisions in force', share: 0.06, rank: 7 },
  { of: 'approaches', title: 'Tried without success', share: 0.05, rank: 7 },
  { of: 'failures', title: 'Failing when it stopped', share: 0.05, rank: 6, critical: true },
  { of: 'passed', title: 'Failed earlier, passed since', share: 0.02, rank: 10 },
  { of: 'findings', title: 'Findings', share: 0.02, rank: 10 },
  { of: 'references', title: 'References', layout: 'inline', share: 0.04, rank: 10 },
  {
    of: 'files',
    title: 'Files that the session worked with, beside the uncommitted ones below',
    layout: 'paths',
    share: 0.11,
    rank: 10,
  },
  { of: 'symbols', title: 'Names in the code it worked on', layout: 'inline', share: 0.15, rank: 10 },
  { of: 'completed', title: 'Done in the session', share: 0.01, rank: 13 },
  { of: 'earlierRequests', title: 'Earlier requests of the user', share: 0.02, rank: 13 },
];

export const REPOSITORY: SectionPlan = { title: 'Repository now', share: 0.05, rank: 2, critical: true };

export const UNCOMMITTED: SectionPlan = {
  title: 'Not committed now, as git status shows it',
  layout: 'inline',
  share: 0.05,
  rank: 8,
  critical: true,
};
