/** Adds up what named phases take. */
export class Stopwatch<Phase extends string> {
  readonly durations: Partial<Record<Phase, number>> = {};
  readonly #startedMs = performance.now();

  async time<T>(phase: Phase, work: () => T | Promise<T>): Promise<T> {
    const startedMs = performance.now();
    try {
      return await work();
    } finally {
      this.durations[phase] = (this.durations[phase] ?? 0) + performance.now() - startedMs;
    }
  }

  totalMs(): number {
    return performance.now() - this.#startedMs;
  }
}
