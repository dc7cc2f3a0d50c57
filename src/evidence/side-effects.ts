import type { Place } from '../session/events.ts';
import type { SideEffectFact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { checkOf } from './checks.ts';
import { unquoted, type Segment } from './shell-segments.ts';
import { changesByApi, isTrivial } from './trivial-commands.ts';
import { shorten } from './wording.ts';

const MAX_CHARS = 160;

/** Commands that change something beyond the work tree: doing them again would do harm or cause confusion. */
const EFFECTS: readonly RegExp[] = [
  /^git (?:-[Cc] \S+ )*(?:push\b|tag (?!-l|--list|-n|--points-at|--contains|--sort)\S)/,
  /^gh (?:pr|issue|release|workflow|repo) (?:create|merge|close|edit|comment|review|ready|run|delete|reopen)\b/,
  /^glab (?:mr|issue|release) (?:create|merge|close|note|update)\b/,
  /^(?:npm|pnpm|yarn|cargo|twine|gem|poetry|uv) (?:publish|upload|push|unpublish)\b/,
  /^docker (?:push|compose up|run -d)/,
  /^(?:kubectl|helm) (?:apply|create|delete|install|upgrade|rollout (?:restart|undo)|scale|patch)\b/,
  /^(?:terraform|tofu|pulumi|cdk) (?:apply|destroy|up|deploy)\b/,
  /^(?:vercel|netlify|fly|flyctl|wrangler|firebase|heroku|railway)\b.*\b(?:deploy|publish|push|secret)\b/,
  /^(?:aws|gcloud|az)\b.*\b(?:create|delete|put|update|deploy|sync|cp|rm|run)\b/,
  /^(?:curl|http|https|wget)\b.*(?:-X ?|--request[ =])(?:POST|PUT|PATCH|DELETE)\b/,
  /^(?:scp|rsync)\b.*\S+:/,
];

/** `npm run db:migrate`, `manage.py migrate`, `./migrate.sh`; not a link or a file of that name that is only named. */
const MIGRATION = /^(?:[\w-]+:)*(?:migrate|migration:run)(?::[\w-]+)*$/;
const MIGRATION_PROGRAM = /(?:^|\/)(?:migrate|migration)(?:\.\w+)?$/;
const MIGRATION_TOOL = /\b(?:alembic upgrade|prisma (?:migrate|db push))\b/;

function migrates(segment: Segment): boolean {
  if (isTrivial(segment) || checkOf(segment.text) !== undefined) return false;
  const [program = '', ...words] = segment.words.slice(0, 5).map(unquoted);
  return (
    MIGRATION_PROGRAM.test(program) ||
    MIGRATION_TOOL.test(segment.text) ||
    (program !== 'git' && words.some((word) => MIGRATION.test(word))) ||
    (/^(?:node|python3?|tsx|bun|ruby|php|(?:ba|z)?sh)$/.test(program) &&
      MIGRATION_PROGRAM.test(words[0] ?? ''))
  );
}

/** Cheap test before the others. */
const MARK =
  /^(?:git|gh|glab|npm|pnpm|yarn|cargo|twine|gem|poetry|uv|docker|kubectl|helm|terraform|tofu|pulumi|cdk|vercel|netlify|fly|wrangler|firebase|heroku|railway|aws|gcloud|az|curl|https?|wget|scp|rsync)|migrat|alembic|prisma/;
/** A pipe hides the exit status of a push, not its complaint. */
const FAILED_OUTPUT = /^\s*! \[(?:remote )?rejected\]|^(?:fatal|error|npm error|npm ERR!)[: ]/m;
const HARMLESS = /--dry-run\b|--help\b|\bmigrate(?::|\s+)(?:status|diff|show)\b/;

function reachesOut(segment: Segment): boolean {
  return (
    EFFECTS.some((pattern) => pattern.test(segment.text)) || changesByApi(segment.words) || migrates(segment)
  );
}

/** A command as it is written among the side effects. */
export function effectOf(command: string): string {
  return shorten(command, MAX_CHARS);
}

/** What was done and must not be done again: pushed, published, deployed, commented. */
export class SideEffectsFold {
  readonly #ledger: Ledger<SideEffectFact>;

  constructor(entries?: readonly SideEffectFact[]) {
    this.#ledger = new Ledger({ limit: 50, maxBytes: 8000, keyOf: (fact) => fact.text, entries });
  }

  /** Commands that succeeded, as far as their exit status tells. */
  ran(segments: readonly Segment[], output: string, place: Place): void {
    for (const segment of segments) {
      const { text } = segment;
      if (!MARK.test(text) || HARMLESS.test(text) || !reachesOut(segment)) continue;
      if (FAILED_OUTPUT.test(output)) return;
      const effect = effectOf(text);
      this.#ledger.sight(effect, place, (seen) => ({ ...seen, text: effect }));
    }
  }

  facts(): SideEffectFact[] {
    return this.#ledger.values();
  }
}
