process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.RECOVERY_BENCH_PEAK, String(process.resourceUsage().maxRSS));
});
