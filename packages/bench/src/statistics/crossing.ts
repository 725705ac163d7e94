import type { Estimate } from './estimate.ts';

/** A speed-up at one size. */
export interface SizePoint {
  /** Above 0; points are ascending in size. */
  readonly size: number;
  readonly speedUp: Estimate;
}

/** Where a curve crosses 1. */
export type Crossing =
  | { readonly state: 'found'; readonly size: Estimate }
  | { readonly state: 'always pays' | 'never pays' | 'unclear'; readonly reason: string };

/**
 * Finds the size from which on the speed-up stays above 1, on a log-log scale.
 *
 * The ends of the interval are where the upper and the lower ends of the points' intervals cross, so the interval
 * covers at least what each point's does.
 */
export function crossing(points: readonly SizePoint[]): Crossing {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { state: 'unclear', reason: 'nothing was measured' };
  if (points.every(({ speedUp }) => speedUp.low > 1))
    return { state: 'always pays', reason: `faster already at the smallest size, ${format(first.size)}` };
  if (points.every(({ speedUp }) => speedUp.high < 1))
    return { state: 'never pays', reason: `slower still at the greatest size, ${format(last.size)}` };
  const value = crossingOf(points, ({ value: middle }) => middle);
  const low = crossingOf(points, ({ high }) => high) ?? first.size;
  const high = crossingOf(points, ({ low: lower }) => lower);
  if (value === undefined || high === undefined)
    return {
      state: 'unclear',
      reason: `the interval contains 1 at the greatest size, ${format(last.size)}: ${last.speedUp.low.toFixed(2)}-${last.speedUp.high.toFixed(2)}`,
    };
  return { state: 'found', size: { value, low, high, confidence: last.speedUp.confidence } };
}

/** Interpolates the last upward crossing of 1; undefined if the curve ends below, the first size if it never is. */
function crossingOf(points: readonly SizePoint[], side: (speedUp: Estimate) => number): number | undefined {
  const below = points.findLastIndex(({ speedUp }) => side(speedUp) < 1);
  if (below === -1) return points[0]?.size;
  const [from, to] = [points[below], points[below + 1]];
  if (from === undefined || to === undefined) return undefined;
  const [a, b] = [Math.log(side(from.speedUp)), Math.log(side(to.speedUp))];
  const share = -a / (b - a);
  return Math.exp(Math.log(from.size) + share * Math.log(to.size / from.size));
}

function format(size: number): string {
  return size.toLocaleString('en');
}
