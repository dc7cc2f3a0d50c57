import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../case.ts';
import { forget, freshPlace, type Command, type Directories } from '../outcome.ts';
import { seededRandom, type Random } from '../random.ts';

/** What a scene has to play in. */
export interface Stage {
  command: Command;
  /** The file that node runs as the command, for scenes that need processes of their own. */
  main: string;
  place: Directories;
  random: Random;
}

/** A case that is more than one session and one recovery. */
export interface Scene {
  group: Result['group'];
  name: string;
  /** Takes more than a minute or hundreds of MiB: not part of `npm test`. */
  isLarge?: boolean;
  /** What was expected and found, for each thing that is wrong. */
  play: (stage: Stage) => Promise<readonly string[]>;
}

export interface Playing {
  command: Command;
  main: string;
  folder: string;
  /** Where the home and the directory of scenes that fail are kept. */
  keep?: string | undefined;
  seed: number;
}

export async function playScenes(scenes: readonly Scene[], options: Playing): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, { group, name, play }] of scenes.entries()) {
    const place = freshPlace(options.folder);
    const random = seededRandom(options.seed * 7919 + index);
    const problems = await play({ ...options, place, random });
    const kept =
      problems.length > 0 && options.keep !== undefined ? keepPlace(place, options.keep, name) : [];
    forget(place);
    results.push({ group, name, where: `seed ${options.seed}`, problems: [...problems, ...kept] });
  }
  return results;
}

function keepPlace({ home }: Directories, keep: string, name: string): string[] {
  const kept = join(keep, name.replaceAll(/[^\w]+/g, '-'));
  cpSync(join(home, '..'), kept, { recursive: true });
  return [`home and directory: ${kept}`];
}

/** The problems of some checks, those of which that found nothing left out. */
export function problemsOf(...found: readonly (string | false | undefined)[]): string[] {
  return found.filter((problem) => typeof problem === 'string');
}
