import { commandOf, failures, keysOf, runsOf, type Family, type Key } from './keys.ts';
import { firstTwoWords, splitCommands } from './commands.ts';
import type { Boundary, Session, Step } from './session.ts';
import { strings } from './session.ts';

/** Something that the continuation used and that was known before. */
export interface Fact {
  family: Family;
  text: string;
  /** Worth, after tier and the cap on families. */
  weight: number;
}

const FAMILY_CAP = 0.35;
const CALLS_AFTER = 40;
const MIN_STEPS = 60;
const MIN_VISIBLE_BYTES = 200_000;
const MIN_CALLS_AFTER = 8;
const MIN_FACTS = 6;

/** The facts of a boundary; undefined when there is too little before or after it to judge by. */
export function factsAt(session: Session, boundary: Boundary, rules: string): Fact[] | undefined {
  const before = session.steps.slice(0, boundary.stepsBefore);
  const after = continuation(session, boundary);
  const runs = runsOf(session.steps);
  const known = new Known(before, { cwd: session.cwd, runs });
  const isLong = before.length >= MIN_STEPS && Buffer.byteLength(known.text) >= MIN_VISIBLE_BYTES;
  const calls = after.filter(({ kind }) => kind === 'call').length;
  if (!isLong || calls < MIN_CALLS_AFTER) return undefined;
  const given = `${rules}\n${session.cwd}\n${session.branch}`;
  const facts = new Map<string, Fact>();
  for (const used of after.flatMap((step) => [...keysOf(step), ...shown(step, runs)])) {
    const key = known.asHeld(used);
    if (key === undefined) continue;
    const { family, text } = key;
    const weight = base(key) * known.tier(key, given);
    const id = `${family} ${text}`;
    const earlier = facts.get(id);
    if (weight > 0 && (!earlier || earlier.weight < weight)) facts.set(id, { family, text, weight });
  }
  return facts.size < MIN_FACTS ? undefined : capped([...facts.values()]);
}

/** The steps behind a boundary up to the fortieth call, and not beyond the next boundary. */
function continuation(session: Session, boundary: Boundary): Step[] {
  const next = session.boundaries.find(({ stepsBefore }) => stepsBefore > boundary.stepsBefore);
  const after: Step[] = [];
  let calls = 0;
  for (const step of session.steps.slice(boundary.stepsBefore, next?.stepsBefore)) {
    if (step.kind === 'call' && ++calls > CALLS_AFTER) break;
    after.push(step);
  }
  return after;
}

export function shown(step: Step, runs: ReadonlySet<string>): Key[] {
  return step.kind === 'result' && runs.has(step.id)
    ? failures(step.text).map((text) => ({ family: 'ERR', text }))
    : [];
}

function base({ family, edited = false, isCore = false }: Held): number {
  if (family === 'FILE') return edited ? 1 : 0.7;
  return family === 'IDENT' || isCore ? 0.5 : 1;
}

/** A key as it stood in the session before the boundary. */
interface Held extends Key {
  /** Only the first two words of the command did. */
  isCore?: boolean;
}

/** What stood in the session before the boundary. */
class Known {
  readonly text: string;
  readonly #cwd: string;
  readonly #cores = new Set<string>();
  readonly #commands = new Set<string>();
  readonly #failures = new Set<string>();
  /** Edited since the last commit: `git status` shows them. */
  readonly #uncommitted = new Set<string>();
  /** Contents of files: what is on disk. */
  readonly #onDisk: string;

  constructor(steps: readonly Step[], { cwd, runs }: { cwd: string; runs: ReadonlySet<string> }) {
    this.#cwd = cwd;
    this.text = steps.flatMap(strings).join('\n');
    const contents: string[] = [];
    const reads = new Set<string>();
    for (const step of steps) {
      if (step.kind === 'result') {
        for (const { text } of shown(step, runs)) this.#failures.add(text);
        if (reads.has(step.id)) contents.push(step.text);
        continue;
      }
      if (step.kind !== 'call') continue;
      const command = commandOf(step.input);
      if (command === undefined) {
        // A page that was fetched, or a report of a sub-agent, is on no disk.
        if (keysOf(step).some(({ family }) => family === 'FILE')) {
          reads.add(step.id);
          contents.push(...strings(step));
        }
      } else {
        for (const part of splitCommands(command)) {
          this.#commands.add(part);
          this.#cores.add(firstTwoWords(part));
        }
      }
      if (command?.includes('git commit')) this.#uncommitted.clear();
      for (const key of keysOf(step)) if (key.edited) this.#uncommitted.add(relative(key.text, cwd));
    }
    this.#onDisk = contents.join('\n');
  }

  /** The key, when it was known: a file relative to the working directory, a command whole or by its first two words. */
  asHeld(key: Key): Held | undefined {
    const text = key.family === 'FILE' ? relative(key.text, this.#cwd) : key.text;
    if (text === '') return undefined;
    if (key.family === 'CMD' && !this.#commands.has(text)) {
      const core = firstTwoWords(text);
      return this.#cores.has(core) ? { family: 'CMD', text: core, isCore: true } : undefined;
    }
    if (key.family === 'ERR') return this.#failures.has(text) ? key : undefined;
    return hasToken(this.text, text) ? { ...key, text } : undefined;
  }

  tier({ family, text }: Key, given: string): number {
    if (hasToken(given, text)) return 0;
    if (family === 'FILE') return this.#uncommitted.has(text) ? 0 : 0.5;
    if (family === 'TEST') return 0.5;
    return family !== 'ERR' && hasToken(this.#onDisk, text) ? 0.5 : 1;
  }
}

const WORD = /\w/;

/** Whether a text stands in another one as a whole token: not within more characters of its kind. */
export function hasToken(whole: string, token: string, character: RegExp = WORD): boolean {
  for (let at = whole.indexOf(token); at !== -1; at = whole.indexOf(token, at + 1)) {
    const before = whole[at - 1] ?? ' ';
    const after = whole[at + token.length] ?? ' ';
    const isWhole =
      !(character.test(before) && character.test(token[0] ?? '')) &&
      // A full stop or a slash may follow: the end of a sentence, or what lies in a folder.
      !(/[\w:-]/.test(after) && character.test(after) && character.test(token.at(-1) ?? ''));
    if (isWhole) return true;
  }
  return false;
}

/** A path as it is written from the working directory. */
export function relative(path: string, cwd: string): string {
  const clean = path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/$/, '');
  const root = cwd.replaceAll('\\', '/');
  return root !== '' && clean.startsWith(`${root}/`) ? clean.slice(root.length + 1) : clean;
}

/** Weights scaled so that no family holds more than its share, as far as there are enough families. */
export function capped(facts: readonly Fact[]): Fact[] {
  const sums = new Map<Family, number>();
  for (const { family, weight } of facts) sums.set(family, (sums.get(family) ?? 0) + weight);
  if (sums.size * FAMILY_CAP < 1) return [...facts];
  const scale = new Map<Family, number>([...sums.keys()].map((family) => [family, 1]));
  for (let round = 0; round < 50; round++) {
    const total = [...sums].reduce((sum, [family, weight]) => sum + weight * (scale.get(family) ?? 1), 0);
    for (const [family, weight] of sums) {
      const share = (weight * (scale.get(family) ?? 1)) / total;
      if (share > FAMILY_CAP) scale.set(family, (scale.get(family) ?? 1) * (FAMILY_CAP / share));
    }
  }
  return facts.map((fact) => ({ ...fact, weight: fact.weight * (scale.get(fact.family) ?? 1) }));
}
