/** Draws values from a seeded stream: the same seed gives the same values on every machine. */
export interface Random {
  /** Draws a number in [0, 1). */
  readonly next: () => number;
  /** Draws a whole number between both bounds, each included. */
  readonly integer: (minimum: number, maximum: number) => number;
  /** Answers true with the given probability (0 to 1). */
  readonly chance: (probability: number) => boolean;
  /** Draws one item, each as likely as the other. */
  readonly pick: <A>(items: ReadonlyArray<A>) => A;
  /** Draws one item by its weight. */
  readonly weighted: <A>(items: ReadonlyArray<readonly [item: A, weight: number]>) => A;
  /** Draws one item; items at the front of the list are drawn more often, as popular names are in the registry. */
  readonly popular: <A>(items: ReadonlyArray<A>) => A;
}

/** Mixes several whole numbers into one seed, so that neighbouring records get unrelated streams. */
export const mixSeed = (...parts: ReadonlyArray<number>): number => {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
};

/**
 * Creates a seeded stream of random values (the mulberry32 generator).
 *
 * Made for sample data: fast and repeatable, not for secrets.
 */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const at = <A>(items: ReadonlyArray<A>, position: number): A => {
    if (position >= items.length) throw new Error(`Cannot draw item ${position} of a list of ${items.length} items.`);
    return items[position] as A;
  };
  return {
    next,
    integer: (minimum, maximum) => minimum + Math.floor(next() * (maximum - minimum + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => at(items, Math.floor(next() * items.length)),
    popular: (items) => at(items, Math.floor(next() ** 2 * items.length)),
    weighted: (items) => {
      let rest = next() * items.reduce((total, [, weight]) => total + weight, 0);
      const drawn = items.findIndex(([, weight]) => {
        rest -= weight;
        return rest < 0;
      });
      return at(items, drawn === -1 ? items.length - 1 : drawn)[0];
    },
  };
};
