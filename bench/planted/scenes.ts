import { ATOMIC } from './scenes/atomic.ts';
import { BUDGET } from './scenes/budget.ts';
import { CHAINS } from './scenes/chains.ts';
import { DRIFT } from './scenes/drift.ts';
import { MALFORMED } from './scenes/malformed.ts';
import type { Scene } from './scenes/scene.ts';

export const SCENES: readonly Scene[] = [...BUDGET, ...MALFORMED, ...ATOMIC, ...DRIFT, ...CHAINS];
