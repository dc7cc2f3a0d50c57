/** What `recovery bench` runs: the measure of recall alone, as it is built into the package. */
import { parseArgs } from 'node:util';
import { run } from './recall.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    list: { type: 'string' },
    json: { type: 'boolean', default: false },
    // The command removes it, also when this process is stopped.
    folder: { type: 'string' },
  },
});
try {
  await run(values);
} catch (error) {
  console.error(`recovery: the measure broke: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
