#!/usr/bin/env node
import { unsupportedRuntime } from './runtime.ts';

const problem = unsupportedRuntime(process.versions);
if (problem === undefined) {
  const { start } = await import('./start.ts');
  await start();
} else {
  console.error(problem);
  process.exitCode = 2;
}
