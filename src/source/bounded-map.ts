/** A map that forgets its oldest entries: what a reader remembers must not grow with what a transcript holds. */
export class BoundedMap<T> {
  readonly #entries: Map<string, T>;
  readonly #limit: number;

  constructor(limit: number, entries: Iterable<readonly [string, T]> = []) {
    this.#limit = limit;
    this.#entries = new Map(entries);
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  set(key: string, value: T): void {
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }

  /** Removes an entry and returns what it held. */
  take(key: string): T | undefined {
    const value = this.#entries.get(key);
    this.#entries.delete(key);
    return value;
  }

  /** The entries, oldest first, as JSON that the constructor takes. */
  entries(): [string, T][] {
    return [...this.#entries];
  }
}
