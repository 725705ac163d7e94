import type { DurationSummary } from '../executor/stats.ts';

const PER_OCTAVE = 8;
const SMALLEST_MS = 1e-4;
const BUCKETS = 40 * PER_OCTAVE;

/** Durations in buckets that grow by 9 %, from 0.1 us up; a quantile is exact to one bucket. */
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
    const bucket =
      ms <= SMALLEST_MS ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log2(ms / SMALLEST_MS) * PER_OCTAVE));
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
      if (left <= 0) return Math.min(this.maxMs, SMALLEST_MS * 2 ** (bucket / PER_OCTAVE));
    }
    return this.maxMs;
  }
}
