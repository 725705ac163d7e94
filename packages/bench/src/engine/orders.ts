import { type Random, shuffled } from './random.ts';

/**
 * Plans the order of the items in every round.
 *
 * Two items: pairs of opposite rounds. More: Latin blocks in which every item stands in every place once and, for an
 * even count, follows every other item once. Items are renamed and rows shuffled at random in every block.
 * Source: Williams (1949), Experimental designs balanced for the estimation of residual effects.
 */
export function balancedOrders<T>(items: readonly T[], rounds: number, random: Random): T[][] {
  const orders: T[][] = [];
  while (orders.length < rounds) {
    const names = shuffled(items, random);
    const block = williamsRows(items.length).map((row) => row.map((index) => names[index] as T));
    orders.push(...(block.length === 0 ? [[]] : shuffled(block, random)));
  }
  return orders.slice(0, rounds);
}

/** Rows of a Williams square: 0, 1, k-1, 2, k-2, … and its cyclic shifts. */
function williamsRows(count: number): number[][] {
  const first = Array.from({ length: count }, (_, place) =>
    place % 2 === 1 ? (place + 1) / 2 : (count - place / 2) % count,
  );
  return first.map((_, shift) => first.map((index) => (index + shift) % count));
}
