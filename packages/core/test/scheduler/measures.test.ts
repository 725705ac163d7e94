import { describe, expect, it } from 'vitest';
import { Estimate } from '../../src/scheduler/estimate.ts';
import { Histogram } from '../../src/scheduler/histogram.ts';

describe('a histogram', () => {
  it('is all zeros while nothing was recorded', () => {
    expect(new Histogram().summary()).toEqual({
      count: 0,
      meanMs: 0,
      p50Ms: 0,
      p90Ms: 0,
      p99Ms: 0,
      maxMs: 0,
    });
  });

  it('tells quantiles to one bucket (9 %), mean and maximum exactly', () => {
    const histogram = new Histogram();
    for (let ms = 1; ms <= 1000; ms++) histogram.add(ms, 1);
    const { count, meanMs, p50Ms, p90Ms, p99Ms, maxMs } = histogram.summary();
    expect({ count, meanMs, maxMs }).toEqual({ count: 1000, meanMs: 500.5, maxMs: 1000 });
    for (const [quantile, exact] of [
      [p50Ms, 500],
      [p90Ms, 900],
      [p99Ms, 990],
    ] as const) {
      expect(quantile).toBeGreaterThanOrEqual(exact);
      expect(quantile).toBeLessThanOrEqual(exact * 1.091);
    }
  });

  it('counts many jobs of one duration at once, and takes nothing and hours alike', () => {
    const histogram = new Histogram();
    histogram.add(0, 99);
    histogram.add(3_600_000, 1);
    expect(histogram.summary()).toMatchObject({ count: 100, maxMs: 3_600_000, meanMs: 36_000 });
    expect(histogram.summary().p99Ms).toBeLessThanOrEqual(1e-4);
  });
});

describe('an estimate of run times', () => {
  it('knows nothing before its first sample', () => {
    const estimate = new Estimate();
    expect([estimate.known, estimate.meanMs, estimate.upperMs]).toEqual([false, 0, 0]);
  });

  it('comes to the mean of steady jobs, with little above it', () => {
    const estimate = new Estimate();
    for (let n = 0; n < 100; n++) estimate.add(2);
    expect(estimate.meanMs).toBeCloseTo(2);
    expect(estimate.upperMs).toBeGreaterThanOrEqual(2);
    expect(estimate.upperMs).toBeLessThan(2.2);
  });

  it('forgets a slow first run, and rises when jobs grow', () => {
    const estimate = new Estimate();
    estimate.add(50);
    for (let n = 0; n < 40; n++) estimate.add(0.01);
    expect(estimate.meanMs).toBeLessThan(0.05);
    for (let n = 0; n < 200; n++) estimate.add(10);
    expect(estimate.meanMs).toBeCloseTo(10, 0);
  });

  it('never says less than the clock can tell', () => {
    const estimate = new Estimate();
    estimate.add(0);
    expect(estimate.upperMs).toBeGreaterThan(0);
  });
});
