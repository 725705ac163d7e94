import { signInterval } from '../statistics/sign-interval.ts';
import type { CompareResult } from './compare.ts';

/** Runs at different times differ by this much without any cause of ours. */
const MARGIN = 1.1;

/**
 * Compares two series that were measured at different times.
 *
 * Nothing was interleaved, so the machine's own drift is in the ratio: the interval is that of the most careful reader
 * (low end of one against high end of the other), and a difference must exceed 10 %.
 * @param a - samples in ms, at least one
 * @param b - samples in ms, at least one
 * @throws {RangeError} if one is empty
 */
export function compareUnpaired(
  a: readonly number[],
  b: readonly number[],
): Pick<CompareResult, 'verdict' | 'ratio' | 'lo' | 'hi' | 'reasons'> {
  const [one, other] = [signInterval(a), signInterval(b)];
  const ratio = other.value / one.value;
  const lo = other.low / one.high;
  const hi = other.high / one.low;
  const enough = Math.min(one.confidence, other.confidence) >= 0.95;
  if (!enough)
    return { verdict: 'inconclusive', ratio, lo, hi, reasons: ['too few samples for an interval'] };
  if (lo > MARGIN) return { verdict: 'slower', ratio, lo, hi, reasons: [] };
  if (hi < 1 / MARGIN) return { verdict: 'faster', ratio, lo, hi, reasons: [] };
  if (lo > 1 / MARGIN && hi < MARGIN) return { verdict: 'no-difference', ratio, lo, hi, reasons: [] };
  return {
    verdict: 'inconclusive',
    ratio,
    lo,
    hi,
    reasons: [
      'measured at different times, and the interval does not exceed the 10 % that such runs differ by',
    ],
  };
}
