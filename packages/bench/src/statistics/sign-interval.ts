import { fairTossesCdf } from './binomial.ts';
import type { Estimate } from './estimate.ts';
import { ascending, median } from './median.ts';

/**
 * Estimates the median with an interval between two order statistics: the inverted sign test.
 *
 * It assumes nothing of the distribution. The interval is the narrowest symmetric one that covers at least
 * `confidence`; with too few values (below 6 for 95 %) it is their whole range, and its coverage says so.
 * @param values - at least one, in any unit
 * @param confidence - wanted coverage, above 0 and below 1
 * @throws {RangeError} if empty
 * Source: Conover, Practical Nonparametric Statistics (1999), section 3.2; Hahn & Meeker (1991).
 */
export function signInterval(values: readonly number[], confidence = 0.95): Estimate {
  const value = median(values);
  const sorted = ascending(values);
  const n = sorted.length;
  let rank = 0;
  while (rank + 1 < n / 2 && coverage(rank + 1, n) >= confidence) rank++;
  return {
    value,
    low: sorted[rank] ?? value,
    high: sorted[n - 1 - rank] ?? value,
    confidence: coverage(rank, n),
  };
}

/** Chance that the median lies between the order statistics `rank` from either end. */
function coverage(rank: number, n: number): number {
  return Math.max(0, 1 - 2 * fairTossesCdf(rank, n));
}
