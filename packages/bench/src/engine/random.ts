/** Gives the next number from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/**
 * Makes a generator whose numbers depend on the seed alone.
 * @param seed - a whole number; its lowest 32 bits count
 * Source: mulberry32 by T. Ettinger (public domain).
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Copies items into a random order, each order equally likely.
 * Source: Fisher and Yates (1938), in Durstenfeld's form (1964).
 */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
