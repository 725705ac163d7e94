import type { Estimate } from './estimate.ts';
import { ascending } from './median.ts';
import { studentQuantile } from './student.ts';

/** Share that is cut off at either end. */
const TRIM = 0.2;

/**
 * Estimates the 20 % trimmed mean with its interval from Winsorised variance; cross-checks the sign interval.
 * @param values - at least 2, in any unit
 * @throws {RangeError} for fewer than 2 values
 * Source: Yuen (1974), The two-sample trimmed t; its paired form in Wilcox, Robust Estimation (2012), section 4.3.
 */
export function trimmedMean(values: readonly number[], confidence = 0.95): Estimate {
  const n = values.length;
  if (n < 2) throw new RangeError(`trimmedMean: expected at least 2 values, got ${n}`);
  const sorted = ascending(values);
  const cut = Math.floor(TRIM * n);
  const kept = sorted.slice(cut, n - cut);
  const value = mean(kept);
  const [least = value, greatest = value] = [kept[0], kept.at(-1)];
  const winsorised = sorted.map((one) => Math.min(Math.max(one, least), greatest));
  const middle = mean(winsorised);
  const variance = winsorised.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (n - 1);
  const error = Math.sqrt(variance) / ((1 - 2 * TRIM) * Math.sqrt(n));
  const reach = studentQuantile((1 + confidence) / 2, kept.length - 1) * error;
  return { value, low: value - reach, high: value + reach, confidence };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
