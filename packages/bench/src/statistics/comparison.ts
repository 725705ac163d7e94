import type { Estimate } from './estimate.ts';
import { median } from './median.ts';
import { exponential, logRatios, pairedRatio, type Pair } from './paired-ratio.ts';
import { signTestP } from './sign-test.ts';
import { trimmedMean } from './trimmed-mean.ts';

/** A pair with the batch of fresh processes that it comes from. */
export interface BatchedPair extends Pair {
  readonly batch: number;
}

/** Two series compared round by round. Ratios are base / other: above 1 the other is faster. */
export interface Comparison {
  readonly ratio: Estimate;
  /** By trimmed means; null with fewer than 5 pairs. */
  readonly crossCheck: Estimate | null;
  /** Median ratio of each batch. */
  readonly batches: readonly number[];
  /** Even and odd batches lie on the same side as the whole; true with a single batch. */
  readonly agree: boolean;
  readonly pValue: number;
}

/** Compares two series round by round.
 * @throws {RangeError} without a pair, or if a measurement is not above 0 */
export function compareSeries(pairs: readonly BatchedPair[], confidence = 0.95): Comparison {
  const ratio = pairedRatio(pairs, confidence);
  const logs = logRatios(pairs);
  const batches = [...new Set(pairs.map(({ batch }) => batch))].toSorted((a, b) => a - b);
  const medianOf = (chosen: (batch: number) => boolean): number =>
    median(logs.filter((_, i) => chosen(pairs[i]?.batch ?? 0)));
  const sides =
    batches.length < 2
      ? []
      : [
          medianOf((batch) => batches.indexOf(batch) % 2 === 0),
          medianOf((batch) => batches.indexOf(batch) % 2 === 1),
        ];
  return {
    ratio,
    crossCheck: pairs.length < 5 ? null : exponential(trimmedMean(logs, confidence)),
    batches: batches.map((one) => Math.exp(medianOf((batch) => batch === one))),
    agree: sides.every((side) => Math.sign(side) === Math.sign(Math.log(ratio.value))),
    pValue: signTestP(logs),
  };
}

/** What a comparison comes to. */
export type Difference = 'faster' | 'slower' | 'no difference' | 'inconclusive';

/** Limits of a decision. */
export interface DecisionLimits {
  /** A difference must lie wholly outside of 1 / margin to margin. */
  readonly margin: number;
  /** An interval wholly within 1 / equivalence to equivalence is no difference. */
  readonly equivalence: number;
}

/** Within 1 % nothing is different; an interval within 5 % shows that nothing is. */
export const LIMITS: DecisionLimits = { margin: 1.01, equivalence: 1.05 };

/**
 * Decides what a comparison comes to: different only if interval, cross-check and batches all say so.
 * @param coverage - confidence that the interval must have; with too few rounds nothing is decided
 */
export function decide(comparison: Comparison, coverage = 0.95, limits: DecisionLimits = LIMITS): Difference {
  const { ratio, crossCheck, agree } = comparison;
  if (ratio.confidence < coverage) return 'inconclusive';
  const { margin, equivalence } = limits;
  const side = ratio.low > margin ? 'faster' : ratio.high < 1 / margin ? 'slower' : 'none';
  if (side === 'none') {
    return ratio.low > 1 / equivalence && ratio.high < equivalence ? 'no difference' : 'inconclusive';
  }
  const confirmed = crossCheck !== null && (side === 'faster' ? crossCheck.value > 1 : crossCheck.value < 1);
  return agree && confirmed ? side : 'inconclusive';
}
