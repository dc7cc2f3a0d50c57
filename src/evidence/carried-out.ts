import type { Act } from './requests.ts';
import type { Segment } from './shell-segments.ts';
import { gitSubcommand, programOf } from './trivial-commands.ts';

/** What commands that succeeded carried out of what people ask for at the end of a piece of work. */
export function actsOf(segments: readonly Segment[]): Act[] {
  return segments.flatMap(({ words }): Act[] => {
    const program = programOf(words);
    const verb = program === 'git' ? gitSubcommand(words) : words.slice(1, 3).join(' ');
    if (words.includes('--dry-run')) return [];
    if (verb === 'commit' || verb === 'push') return program === 'git' ? [verb] : [];
    return /^(?:gh pr|glab mr) create/.test(`${program} ${verb ?? ''}`) ? ['pr'] : [];
  });
}
