const CREATURES =
  'zebra otter heron lynx walrus gecko magpie badger marmot puffin tapir ibis newt bison quail'.split(' ');

export const DIGITS = '0123456789';
export const HEX = `${DIGITS}abcdef`;
export const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const ALPHANUMERIC = `${LETTERS}${DIGITS}`;

/** A reproducible stream of choices; what it plants cannot be guessed and is never said twice. */
export interface Random {
  /** An integer in [0, limit). */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** So many characters of an alphabet. */
  text(alphabet: string, length: number): string;
  /** `zebra-7741`, another one each time. */
  name(): string;
  /** A TCP port above the well-known ones, another one each time. */
  port(): number;
  uuid(): string;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const used = new Set<string>();
  const below = (limit: number): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  };
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  const text = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join('');
  const fresh = (make: () => string): string => {
    for (;;) {
      const made = make();
      if (used.has(made)) continue;
      used.add(made);
      return made;
    }
  };
  return {
    below,
    pick,
    text,
    name: () => fresh(() => `${pick(CREATURES)}-${1000 + below(9000)}`),
    port: () => Number(fresh(() => String(20_000 + below(40_000)))),
    uuid: () =>
      [8, 4, 4, 4, 12]
        .map((length, part) =>
          part === 2 ? `4${text(HEX, 3)}` : part === 3 ? `a${text(HEX, 3)}` : text(HEX, length),
        )
        .join('-'),
  };
}
