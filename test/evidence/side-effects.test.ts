import { describe, expect, it } from 'vitest';
import { candidates } from '../../src/manifest/candidates.ts';
import { factsOf, ran } from '../support/events.ts';

const effects = (...commands: string[]): string[] =>
  factsOf(...commands.map((command) => ran(command))).sideEffects.map(({ text }) => text);

describe('a side effect', () => {
  it.each([
    'git push -u origin main',
    'git -c user.name=a push',
    'git tag v1.2.0',
    'npm publish --access public',
    'gh pr create --title "Round half up"',
    'docker push registry.example.com/parcel:1',
    'kubectl apply -f deploy.yaml',
    'terraform apply -auto-approve',
    'curl -X POST https://example.com/hooks',
    'npx prisma migrate deploy',
    'scp out.tar.gz anna@example.com:/srv',
    'python manage.py migrate',
    './scripts/migrate.sh --all',
    'npm run db:migrate',
    'gh api repos/acme/parcel/pulls/3/comments/7/replies -f body="Done."',
    'gh api -X DELETE repos/acme/parcel/labels/old',
  ])('is what reaches beyond the work tree: %s', (command) => {
    expect(effects(command)).toEqual([command]);
  });

  it.each([
    'git push --dry-run',
    'git commit -m "Push it"',
    'git tag --list',
    'npm publish --help',
    'npx prisma migrate status',
    'curl https://example.com',
    'gh pr view 3',
    'npm run build',
    './read.sh https://example.com/docs/migrate',
    'grep -rn migrate src',
    'go test -run migrate ./...',
    'gh api repos/acme/parcel/pulls/3/comments --paginate',
    'gh api graphql -f query="query { viewer { login } }"',
  ])('is not: %s', (command) => {
    expect(effects(command)).toEqual([]);
  });

  it('is counted once, and its command is not offered to be run again', () => {
    const push = `git push origin ${'feature-'.repeat(30)}end`;
    const facts = factsOf(ran(push), ran(push));
    expect(facts.sideEffects).toMatchObject([{ count: 2 }]);
    const { rest } = candidates(facts, { rulesText: '' });
    expect(rest.filter(({ slot }) => slot === 'effects')).toHaveLength(1);
    expect(rest.filter(({ slot }) => slot === 'commands')).toEqual([]);
  });

  it('did not happen when the command failed, even behind a pipe', () => {
    const rejected = ' ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs';
    expect(factsOf(ran('git push', rejected, 1)).sideEffects).toEqual([]);
    expect(factsOf(ran('git push 2>&1 | tail -3', rejected, 0)).sideEffects).toEqual([]);
  });

  it('happened when only the check behind it failed', () => {
    expect(factsOf(ran('git push && npm test', '1 failed', 1)).sideEffects).toMatchObject([
      { text: 'git push' },
    ]);
  });
});
