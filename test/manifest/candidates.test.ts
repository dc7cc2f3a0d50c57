import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/session/events.ts';
import { candidates, type CandidateGroups } from '../../src/manifest/candidates.ts';
import {
  agent,
  did,
  factsOf,
  pinned,
  ran,
  refused,
  started,
  tasks,
  user,
  work,
  type Told,
} from '../support/events.ts';

function from(...told: Told[]): CandidateGroups {
  return candidates(factsOf(...told), { rulesText: '' });
}

const texts = (group: CandidateGroups[keyof CandidateGroups], slot: string): string[] =>
  group.filter((candidate) => candidate.slot === slot).map(({ text }) => text);

describe('what rules files hold', () => {
  const RULES =
    '# Rules\n\n- **Never** touch the `legacy/`\n  folder.\n- Run `npm run check` before you push.\n';

  it('is not repeated, however it is written there', () => {
    const facts = factsOf(
      user('Never touch the legacy/ folder. Never push on a Friday.'),
      ran('npm run check'),
      ran('npm run demo'),
    );
    expect(pinned(facts, RULES)).toEqual(['Never push on a Friday.']);
    expect(texts(candidates(facts, { rulesText: RULES }).rest, 'commands')).toEqual(['npm run demo']);
  });

  it('is repeated where it was only part of what the user said', () => {
    const rule = 'Never touch the legacy/ folder, nor the vendored code.';
    expect(pinned(factsOf(user(rule)), RULES)).toEqual([rule]);
  });
});

describe('rules', () => {
  it('come surest first, then newest, each with its evidence', () => {
    const { pinned: rules } = from(
      user("Don't add emoji."),
      user('Never push.'),
      ...work(3),
      user('Never amend.'),
    );
    expect(rules.map(({ text }) => text)).toEqual(['Never amend.', 'Never push.', "Don't add emoji."]);
    expect(rules[1]?.seen).toMatchObject({ first: 100, count: 1 });
  });

  it('that are lifted are gone', () => {
    const told = [user('Never touch legacy/.'), user('You can touch legacy/ now.')];
    const { pinned: rules, rest } = from(...told);
    expect([...texts(rules, 'rules'), ...texts(rest, 'rules')]).toEqual([]);
  });

  it('that are not sure are worth less than those that are', () => {
    const { pinned: rules, rest } = from(user('Never push.'), user('The title should be short.'));
    const unsure = rest.find(({ slot }) => slot === 'rules');
    expect(unsure?.text).toBe('The title should be short.');
    expect(unsure?.value).toBeLessThan(rules[0]?.value ?? 0);
  });

  it('that are not sure are worth little when several requests came after them', () => {
    const worthAfter = (turns: number): number =>
      from(user('The title should be short.'), ...work(turns)).rest.find(({ slot }) => slot === 'rules')
        ?.value ?? 0;
    expect(worthAfter(5)).toBeLessThan(worthAfter(4) / 2);
    expect(worthAfter(5)).toBeGreaterThan(0);
  });

  it('that refuse without a reason say what was refused, and nothing else', () => {
    const { rest } = from(refused({ type: 'command', command: 'git push --force' }));
    expect(texts(rest, 'rules')).toEqual(['Refused: git push --force']);
  });
});

describe('open work', () => {
  it('is the request, its open parts, tasks in progress first, and what comes next', () => {
    const { openWork } = from(
      user(
        'Please finish the parcels:\n1. Parse headers\n2. Print labels\n3. Publish rates\n4. Measure speed',
      ),
      ran('git commit -am "Parse headers"'),
      tasks({ id: '1', text: 'Write the changelog', status: 'pending' }),
      tasks({ id: '2', text: 'Print labels', status: 'in_progress' }),
      agent('Headers are parsed. Next I will print the labels.'),
    );
    expect(texts(openWork, 'current_work')[0]).toContain('Please finish the parcels');
    expect(texts(openWork, 'pending_tasks')).toEqual([
      'Print labels',
      'Write the changelog',
      'Publish rates',
      'Measure speed',
    ]);
    expect(texts(openWork, 'next_steps')).toEqual(['Next I will print the labels.']);
  });

  it('stays the longer request after a short remark', () => {
    const request = 'Parcels:\n- Parse the headers of all formats\n- Print labels for all carriers';
    expect(texts(from(user(request), user('looks better')).openWork, 'current_work')).toEqual([
      request.replaceAll('\n', ' '),
    ]);
  });

  it('stays the request before one that was carried out', () => {
    const { openWork } = from(user('Print the labels'), user('commit it'), ran('git commit -m x'));
    expect(texts(openWork, 'current_work')).toEqual(['Print the labels']);
  });

  const LIST = user('Parcels:\n- Parse the headers\n- Print labels\n- Publish rates');
  const FIRST_DONE = ran('git commit -am "Parse the headers"');

  it('has open parts of earlier requests behind all else', () => {
    const { openWork } = from(LIST, FIRST_DONE, ...work(5), agent('Next I will look at module 5.'));
    expect(texts(openWork, 'current_work')).toEqual(['Look at module 4 next']);
    expect(openWork.slice(-2).map(({ text, value }) => [text, value])).toEqual([
      ['Print labels', 80],
      ['Publish rates', 80],
    ]);
  });

  it('has those of requests of long ago among the rest, when something of them was done', () => {
    const { openWork, rest } = from(LIST, FIRST_DONE, ...work(30));
    expect(texts(openWork, 'pending_tasks')).toEqual([]);
    expect(texts(rest, 'pending_tasks')).toEqual(['Print labels', 'Publish rates']);
    expect(texts(from(LIST, ...work(30)).rest, 'pending_tasks')).toEqual([]);
  });

  it('has no more of them than two lists of eight', () => {
    const list = (name: string): EventBody =>
      user(Array.from({ length: 6 }, (_, index) => `- ${name} number ${index}`).join('\n'));
    const { openWork } = from(list('Sort crates'), list('Weigh bags'), list('Seal tubes'), ...work(3));
    const tasks = texts(openWork, 'pending_tasks');
    expect(tasks).toHaveLength(8);
    expect(tasks.join(' ')).not.toContain('crates');
  });

  it.each([
    ['and now the remaining two points', ['Parcels: - Parse the headers - Print labels - Publish rates']],
    ['go on with the rest', ['Parcels: - Parse the headers - Print labels - Publish rates']],
    [
      'Now please do the other two as well, and mind that labels are printed in the order of their weight.',
      ['Now please do the other two as well, and mind that labels are printed in the order of their weight.'],
    ],
  ])('finds the list that words refer to, however long ago it was: %s', (said, current) => {
    const { openWork } = from(LIST, FIRST_DONE, ...work(30), user(said));
    expect(texts(openWork, 'current_work')).toEqual(current);
    expect(openWork.slice(1, 3)).toMatchObject([
      { text: 'Print labels', value: 240 },
      { text: 'Publish rates', value: 240 },
    ]);
  });

  it('has no parts that were given up', () => {
    const { openWork, rest } = from(
      LIST,
      FIRST_DONE,
      user('Forget the rest of the list, look at the scale.'),
    );
    expect([...texts(openWork, 'pending_tasks'), ...texts(rest, 'pending_tasks')]).toEqual([]);
  });

  it('has tasks behind all else when nobody touched them for several requests', () => {
    const list = tasks({ id: '1', text: 'Write the changelog', status: 'in_progress' });
    const [fresh, stale] = [from(list, ...work(3)), from(list, ...work(4))].map(({ openWork }) => openWork);
    expect(fresh?.at(1)).toMatchObject({ text: 'Write the changelog', value: 240 });
    expect(stale?.at(-1)).toMatchObject({ slot: 'pending_tasks', text: 'Write the changelog', value: 80 });
    const touched = [list, ...work(4), tasks({ id: '2', text: 'Print', status: 'pending' })];
    expect(from(...touched).openWork.at(1)).toMatchObject({ value: 240 });
  });

  it('names the command that was running', () => {
    const { openWork } = from(user('Build'), started({ type: 'command', command: 'npm run build' }));
    expect(texts(openWork, 'last_command_run')).toEqual(['npm run build']);
  });
});

describe('the rest', () => {
  it('holds live failures, present files, decisions in force, and no others', () => {
    const { rest, settled } = from(
      ran('npx vitest run', ' FAIL  test/a.test.ts > a', 1),
      ran('npx tsc --noEmit', 'a.ts(1,1): error TS1: x', 2),
      ran('npx tsc --noEmit'),
      did({ type: 'edit', paths: ['a.ts', 'b.ts'] }),
      ran('rm a.ts'),
      user("Let's use Redis for the queue."),
      user("Let's use Postgres instead of Redis for the queue."),
    );
    expect(texts(rest, 'environment_status')).toEqual(['FAIL test/a.test.ts > a']);
    expect(texts(rest, 'files')).toContain('b.ts');
    expect(texts(rest, 'files')).not.toContain('a.ts');
    expect(texts(settled, 'key_decisions')).toEqual(["Let's use Postgres instead of Redis for the queue."]);
  });

  it.each([
    ['a later rule forbids them', user("Don't use Redis.")],
    ['their files are gone', ran('rm redis-queue.ts')],
  ])('holds no decisions when %s', (_, later) => {
    const decision = user("Let's use Redis for the queue in redis-queue.ts.");
    const edit = did({ type: 'edit', paths: ['redis-queue.ts'] });
    expect(texts(from(decision, edit).settled, 'key_decisions')).toHaveLength(1);
    expect(texts(from(decision, edit, later).settled, 'key_decisions')).toEqual([]);
    expect(texts(from(later, decision, edit).settled, 'key_decisions')).toHaveLength(1);
  });

  it('joins a failed approach with what replaced it', () => {
    const { rest } = from(agent('The advisory lock did not work. Instead, I take a row lock.'));
    expect(texts(rest, 'failed')).toEqual(['The advisory lock did not work. → Instead, I take a row lock.']);
  });

  it('values what was seen last and often', () => {
    const { rest } = from(ran('npm run old'), ran('npm run often'), ran('npm run often'), ran('npm run new'));
    const value = (text: string): number => rest.find((one) => one.text === text)?.value ?? 0;
    expect(value('npm run new')).toBeGreaterThan(value('npm run old'));
    expect(value('npm run often')).toBeGreaterThan(value('npm run old'));
  });
});

describe('the current request', () => {
  it.each([
    ['Never round a weight. Weigh the parcels in src/scale.ts.', 'Weigh the parcels in src/scale.ts.'],
    ['Never round a weight.', 'Never round a weight.'],
    ['Weigh the parcels.', 'Weigh the parcels.'],
  ])('does not repeat what stands among the rules: %s', (said, current) => {
    expect(texts(from(user(said)).openWork, 'current_work')).toEqual([current]);
  });
});
