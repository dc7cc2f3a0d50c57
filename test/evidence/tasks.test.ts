import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/evidence/facts.ts';
import { factsOf, tasks, wholeList } from '../support/events.ts';

const list = (facts: Facts): string[] => facts.tasks.map(({ text, status }) => `${text}: ${status}`);

describe('a task list that is changed task by task', () => {
  const created = tasks(
    { id: '1', text: 'Parse', status: 'pending' },
    { id: '2', text: 'Print', status: 'pending' },
  );

  it('keeps a renamed task under its new name', () => {
    const facts = factsOf(created, tasks({ id: '1', text: 'Parse headers' }));
    expect(list(facts)).toEqual(['Parse headers: pending', 'Print: pending']);
  });

  it('follows a task that is done and reopened', () => {
    const done = [created, tasks({ id: '2', status: 'completed' })] as const;
    expect(list(factsOf(...done))).toEqual(['Parse: pending', 'Print: completed']);
    const reopened = factsOf(...done, tasks({ id: '2', status: 'in_progress' }));
    expect(list(reopened)).toEqual(['Parse: pending', 'Print: in_progress']);
  });

  it('forgets a deleted task, even when an update comes late', () => {
    const facts = factsOf(
      created,
      tasks({ id: '1', status: 'deleted' }),
      tasks({ id: '1', status: 'completed' }),
    );
    expect(list(facts)).toEqual(['Print: pending']);
  });

  it('knows nothing of a task whose creation was never seen, until it is named', () => {
    expect(factsOf(tasks({ id: '9', status: 'completed' })).tasks).toEqual([]);
    expect(list(factsOf(tasks({ id: '9', text: 'Ship', status: 'completed' })))).toEqual(['Ship: completed']);
  });

  it('remembers where a task was changed last, not where it was repeated', () => {
    const done = tasks({ id: '1', status: 'completed' });
    const facts = factsOf(created, done, done, tasks({ id: '1' }));
    expect(facts.tasks[0]).toMatchObject({ first: 0, last: 100, count: 2 });
  });
});

describe('a task list that is written whole', () => {
  it('replaces the open tasks of the one before and keeps what was completed', () => {
    const facts = factsOf(
      wholeList({ text: 'Parse', status: 'completed' }, { text: 'Print', status: 'pending' }),
      wholeList({ text: 'Test', status: 'in_progress' }, { text: 'Ship', status: 'pending' }),
    );
    expect(list(facts)).toEqual(['Parse: completed', 'Test: in_progress', 'Ship: pending']);
  });

  it('reopens and renames by what it holds', () => {
    const facts = factsOf(
      wholeList({ text: 'Parse', status: 'completed' }, { text: 'Print', status: 'pending' }),
      wholeList({ text: 'Parse', status: 'pending' }, { text: 'Print in colour', status: 'pending' }),
    );
    expect(list(facts)).toEqual(['Parse: pending', 'Print in colour: pending']);
  });

  it('keeps a task whose name runs over two lines', () => {
    const whole = wholeList({ text: 'Parse\n  headers', status: 'pending' });
    expect(list(factsOf(whole, whole))).toEqual(['Parse headers: pending']);
  });

  it('may be emptied', () => {
    expect(factsOf(wholeList({ text: 'Parse', status: 'pending' }), wholeList()).tasks).toEqual([]);
  });
});

describe('very many tasks', () => {
  it('stay within bounds, and open ones outlive completed ones', () => {
    const open = tasks({ id: 'open', text: 'The one that is open', status: 'pending' });
    const done = Array.from({ length: 1000 }, (_, index) =>
      tasks({ id: `${index}`, text: `第${index}个任务 ${'很长'.repeat(500)}`, status: 'completed' }),
    );
    const facts = factsOf(open, ...done);
    expect(list(facts)).toContain('The one that is open: pending');
    expect(Buffer.byteLength(JSON.stringify(facts.tasks))).toBeLessThan(30_000);
  });
});
