import { describe, expect, it } from 'vitest';
import { resumedFrom } from '../../src/evidence/resumed.ts';

const NONCE = '0123456789abcdef0123456789abcdef';
const ID = 'RECOVERY-261123-001-093019';

function prompt(data: string, behind: string = '\n## What to do now\n\n1. Acknowledge.\n2. Ask.\n'): string {
  return `# Resume this work\n\nFrom ${ID}, ended.\n<recovery-data ${NONCE}>\n${data}</recovery-data ${NONCE}>\n${behind}`;
}

describe('a resume prompt', () => {
  it('tells its manifest and what was written around it', () => {
    const data =
      '## Rules and refusals of the user, in their words; they still hold\n- Never push. @105\n- Ask first,\n  always. @7\n\n## Open tasks\n- [open] Write it\n';
    expect(resumedFrom(`Hello.\n${prompt(data)}And use tabs.`)).toEqual({
      manifestId: ID,
      rest: 'Hello.\nAnd use tabs.',
    });
  });

  it.each([
    ['of its short form', '\nAcknowledge, confirm what you understood, then ask before you proceed.\n'],
    ['that left something out', '3 more: `recovery show --all`\n\n## What to do now\n\n1. Acknowledge.\n'],
    ['that is a summary', ''],
  ])('%s leaves no words of its own behind', (_, behind) => {
    expect(resumedFrom(prompt('- x\n', behind))?.rest).toBe('');
  });

  it.each([
    ['whose data does not end', prompt('- x\n').replace(`</recovery-data ${NONCE}>`, '')],
    [
      'whose data ends with another number',
      prompt('- x\n').replace(`</recovery-data ${NONCE}>`, '</recovery-data 1>'),
    ],
    ['without a manifest', prompt('- x\n').replace(ID, 'nothing')],
    ['without its title', prompt('- x\n').replace('# Resume this work', '# Work')],
    ['that is only spoken of', `The mark <recovery-data ${NONCE}> begins the data of ${ID}.`],
  ])('%s is none', (_, text) => {
    expect(resumedFrom(text)).toBeUndefined();
  });

  it('is looked for in linear time', () => {
    const startedAt = performance.now();
    for (const unit of [`<recovery-data ${NONCE}>\n`, '# Resume this work\n', '1. x\n', ID])
      resumedFrom(`# Resume this work ${ID}\n<recovery-data ${NONCE}>\n${unit.repeat(20_000)}`);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
