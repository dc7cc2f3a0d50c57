import { describe, expect, it } from 'vitest';

import { createRedactor } from '../../src/redact/redactor.ts';
import { LOOK_ALIKES } from './look-alikes.ts';

describe.each(Object.entries(LOOK_ALIKES))('%s', (_group, lines) => {
  it.each(lines)('comes through unchanged: %s', (line) => {
    const redactor = createRedactor();
    expect(redactor.redact(line)).toBe(line);
    expect(redactor.counts.size).toBe(0);
  });
});
