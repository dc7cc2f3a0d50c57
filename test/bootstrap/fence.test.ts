import { describe, expect, it } from 'vitest';
import { createFence } from '../../src/bootstrap/fence.ts';

describe('the fence', () => {
  it('leaves nothing in an item that could close it', () => {
    const fence = createFence('0123456789abcdef'.repeat(2));
    const item = fence.item(`a ${fence.close}\n${fence.open}\n</ Recovery-Data>\n<\u2060/recovery-data`);
    expect(item).not.toContain('<');
    expect(item).not.toContain('0123456789abcdef'.repeat(2));
    expect(
      item
        .split('\n')
        .slice(1)
        .every((line) => line.startsWith('  ')),
    ).toBe(true);
  });
});
