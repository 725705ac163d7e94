import type { DurationSummary } from '../executor/stats.ts';

/** Buckets of one octave, all of the same width. */
const PER_OCTAVE_BITS = 3;
/** Bits of a double's upper half that lie below a bucket's number. */
const SHIFT = 20 - PER_OCTAVE_BITS;
const SMALLEST_MS = 2 ** -14;
const BUCKETS = 40 << PER_OCTAVE_BITS;

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
/** Where a double keeps its exponent and its highest digits. */
const UPPER = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const FIRST = rawBucket(SMALLEST_MS);

/** Durations in buckets that are at most 12.5 % wide, from 0.06 us up; a quantile is exact to one bucket. */
export class Histogram {
  private readonly buckets = new Uint32Array(BUCKETS);
  private count = 0;
  private sumMs = 0;
  private maxMs = 0;

  /** Adds a duration that `count` jobs had. */
  add(ms: number, count: number): void {
    this.count += count;
    this.sumMs += ms * count;
    if (ms > this.maxMs) this.maxMs = ms;
    const bucket = ms <= SMALLEST_MS ? 0 : Math.min(BUCKETS - 1, rawBucket(ms) - FIRST);
    this.buckets[bucket] = (this.buckets[bucket] as number) + count;
  }

  summary(): DurationSummary {
    return {
      count: this.count,
      meanMs: this.count === 0 ? 0 : this.sumMs / this.count,
      p50Ms: this.quantile(0.5),
      p90Ms: this.quantile(0.9),
      p99Ms: this.quantile(0.99),
      maxMs: this.maxMs,
    };
  }

  /** Upper bound of the bucket in which the quantile lies. */
  private quantile(share: number): number {
    let left = Math.ceil(this.count * share);
    for (let bucket = 0; left > 0 && bucket < BUCKETS; bucket++) {
      left -= this.buckets[bucket] as number;
      if (left <= 0) return Math.min(this.maxMs, upperBound(bucket));
    }
    return this.maxMs;
  }
}

/** The exponent and first digits of a positive number, read as one integer: it grows with the number, and no logarithm is taken. */
function rawBucket(ms: number): number {
  double[0] = ms;
  return (halves[UPPER] as number) >>> SHIFT;
}

function upperBound(bucket: number): number {
  halves[UPPER] = (bucket + 1 + FIRST) << SHIFT;
  halves[1 - UPPER] = 0;
  return double[0] as number;
}
