import type { Command } from './command.ts';

/** A command by name; its module is loaded only when it is run, so that the quick ones start quickly. */
export interface CommandEntry {
  name: string;
  summary: string;
  load: () => Promise<Command>;
}

export const commands: readonly CommandEntry[] = [
  {
    name: 'prepare',
    summary: 'Turn a session into a manifest of less than 2 KB',
    load: async () => (await import('./commands/prepare.ts')).prepare,
  },
  {
    name: 'bootstrap',
    summary: 'Print the prompt with which the next session goes on, checked against the repository',
    load: async () => (await import('./commands/bootstrap.ts')).bootstrap,
  },
  {
    name: 'status',
    summary: "Show how full the newest session's context is",
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'sessions',
    summary: 'List the sessions of this directory, of every agent',
    load: async () => (await import('./commands/sessions.ts')).sessions,
  },
  {
    name: 'show',
    summary: 'Show a manifest, or where each item of it came from',
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'update',
    summary: "Bring a session's facts up to date at the cost of its new bytes",
    load: async () => (await import('./commands/update.ts')).update,
  },
  {
    name: 'demo',
    summary: 'Show the whole job on a bundled session; touches nothing of yours',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'bench',
    summary: 'Measure on your own sessions how much of what came next a manifest carried',
    load: async () => (await import('./commands/bench.ts')).bench,
  },
  {
    name: 'doctor',
    summary: 'Check this machine, and how much of your transcripts is understood',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'where',
    summary: 'Print where state is kept',
    load: async () => (await import('./commands/where.ts')).where,
  },
  {
    name: 'config',
    summary: 'Show each setting and where it came from, or change one',
    load: async () => (await import('./commands/config.ts')).config,
  },
  {
    name: 'trust',
    summary: "Approve this project's own configuration, as it is now",
    load: async () => (await import('./commands/trust.ts')).trust,
  },
];
