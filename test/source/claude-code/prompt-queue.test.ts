import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/source/claude-code/source.ts';
import { readLines, said } from '../read-events.ts';
import { Records } from './records.ts';

const records = (): Records => new Records();
const read = ({ all }: Records) => readLines(claudeCode, all);

describe('prompts that were typed while Claude Code worked', () => {
  it('are heard once, when they are queued', () => {
    const all = records()
      .user('Go.')
      .queue('enqueue', 'Use pnpm.')
      .queue('enqueue', 'And tabs.')
      .queue('dequeue');
    all.chain('attachment', { attachment: { type: 'queued_command', prompt: 'Use pnpm.' } });
    all.queue('dequeue').user('And tabs.');
    expect(said(read(all))).toEqual(['Go.', 'Use pnpm.', 'And tabs.']);
  });

  it('are heard once when several are delivered as one', () => {
    const all = records()
      .queue('enqueue', 'One,\nof two lines.')
      .queue('enqueue', 'Two.')
      .queue('dequeue')
      .queue('dequeue');
    expect(said(read(all.user('One,\nof two lines.\nTwo.')))).toEqual(['One,\nof two lines.', 'Two.']);
  });

  it('are heard where only their delivery is recorded', () => {
    const attachment = { type: 'queued_command', prompt: [{ type: 'text', text: 'Use pnpm.' }] };
    expect(read(records().chain('attachment', { attachment })).of('prompt')[0]).toMatchObject({
      origin: 'queued',
    });
  });

  it('were never said when the person took them back', () => {
    const all = records().user('Go.').queue('enqueue', 'Use pnmp.').queue('popAll').user('Use pnpm.');
    expect(said(read(all))).toEqual(['Go.', 'Use pnpm.']);
  });

  it('are none when they are the harness’s', () => {
    const all = records()
      .queue('enqueue', '<task-notification>b1</task-notification>')
      .queue('enqueue', '/compact');
    expect(read(all.user('Go.')).of('prompt')).toHaveLength(1);
  });
});
