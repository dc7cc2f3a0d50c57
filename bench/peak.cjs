const { readFileSync, writeFileSync } = require('node:fs');

// `maxRSS` of a process begins with that of the one that started it; VmHWM begins with the program itself.
process.on('exit', () => {
  writeFileSync(process.env.RECOVERY_BENCH_PEAK, String(peakKiB()));
});

function peakKiB() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS; // no Linux
  }
}
