#!/usr/bin/env node
import { unsupportedRuntime } from './runtime.ts';
import { start } from './start.ts';

const problem = unsupportedRuntime(process.versions);
if (problem === undefined) await start();
else {
  console.error(problem);
  process.exitCode = 2;
}
