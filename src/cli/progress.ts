import type { Context } from './command.ts';

const SILENT_MS = 1000;
const STEP_MS = 200;

/** Shows how far a long reading is, on stderr when it is a terminal, and only after a second. */
export function progress(
  context: Context,
  label: string,
): { update: (done: number, total: number) => void; end: () => void } {
  const started = performance.now();
  let shown = 0;
  return {
    update: (done, total) => {
      const now = performance.now();
      if (!context.stderrIsTerminal || now - started < SILENT_MS || now - shown < STEP_MS) return;
      shown = now;
      context.draw(`\r${label} ${Math.round((100 * done) / total)}% of ${(total / 1e6).toFixed(0)} MB`);
    },
    end: () => {
      if (shown > 0) context.draw('\r\u001B[K');
    },
  };
}
