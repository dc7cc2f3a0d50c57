import type { Learned } from './learned.ts';

export const LEARNED: Learned = {
  command: { bias: 0, scale: 30, by: {} },
  file: { bias: 0, scale: 30, by: {} },
  failure: { bias: 0, scale: 30, by: {} },
  reference: { bias: 0, scale: 30, by: {} },
  symbol: { bias: 0, scale: 30, by: {} },
};
