import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../src/statistics/estimate.ts';
import { changePoints } from '../src/statistics/change-points.ts';
import { compareSeries, decide } from '../src/statistics/comparison.ts';
import { crossing } from '../src/statistics/crossing.ts';
import { holm } from '../src/statistics/holm.ts';
import { median } from '../src/statistics/median.ts';
import { amdahl, karpFlatt, usl } from '../src/statistics/scaling-laws.ts';
import { signInterval } from '../src/statistics/sign-interval.ts';
import { signTestP } from '../src/statistics/sign-test.ts';
import { studentCdf, studentQuantile } from '../src/statistics/student.ts';
import { trimmedMean } from '../src/statistics/trimmed-mean.ts';

interface Reference {
  readonly values: number[];
  readonly median: number;
  readonly signInterval: number[];
  readonly signCoverage: number;
  readonly signP: number;
  readonly yuen: number[];
  readonly holm: { readonly p: number[]; readonly adjusted: number[] };
  readonly pt: number[];
  readonly qt: number[];
  readonly scaling: {
    readonly lanes: number[];
    readonly speedUp: number[];
    readonly amdahl: number[];
    readonly sigma: number[];
    readonly kappa: number[];
  };
}

/** What R printed for test/reference/statistics.R. */
const r = JSON.parse(
  readFileSync(new URL('./reference/statistics.json', import.meta.url), 'utf8'),
) as Reference;
const sure = (value: number, low = value, high = value): Estimate => ({ value, low, high, confidence: 0.95 });
/** Numbers to nine digits: as many as matter of what R printed. */
const digits = (values: readonly number[]): string[] => values.map((value) => value.toFixed(9));
const parts = ({ value, low, high }: Estimate): number[] => [value, low, high];

const at = (size: number, value: number): { size: number; speedUp: Estimate } => ({
  size,
  speedUp: sure(value, value / 1.1, value * 1.1),
});

describe('the statistics agree with R', () => {
  it('on the median, the sign interval and the sign test', () => {
    const { value, low, high, confidence } = signInterval(r.values);
    expect(digits([median(r.values), value, low, high])).toEqual(
      digits([r.median, r.median, ...r.signInterval]),
    );
    expect(digits([confidence, signTestP(r.values)])).toEqual(digits([r.signCoverage, r.signP]));
  });

  it('on the trimmed mean, and the distribution behind it', () => {
    expect(digits(parts(trimmedMean(r.values)))).toEqual(digits(r.yuen));
    const points = [-2.5, 0.3, 1.7, 4.1];
    expect(digits([1, 5, 11, 30].map((freedom, i) => studentCdf(points[i] ?? 0, freedom)))).toEqual(
      digits(r.pt),
    );
    const quantiles = [studentQuantile(0.975, 11), studentQuantile(1 - 0.05 / 6, 7), studentQuantile(0.6, 2)];
    expect(digits(quantiles)).toEqual(digits(r.qt));
    expect(() => trimmedMean([1])).toThrow(RangeError);
  });

  it("on Holm's adjustment", () => {
    expect(digits(holm(r.holm.p))).toEqual(digits(r.holm.adjusted));
    expect(holm([])).toEqual([]);
  });

  it('on the laws of scaling', () => {
    const points = r.scaling.lanes.map((lanes, i) => ({ lanes, speedUp: sure(r.scaling.speedUp[i] ?? 1) }));
    expect(digits(parts(amdahl(points).serial))).toEqual(digits(r.scaling.amdahl));
    const { sigma, kappa } = usl(points);
    expect(digits([...parts(sigma), ...parts(kappa)])).toEqual(
      digits([...r.scaling.sigma, ...r.scaling.kappa]),
    );
    expect(() => usl(points.slice(0, 2))).toThrow(RangeError);
    expect(() => amdahl(points.slice(0, 1))).toThrow(RangeError);
  });
});

describe('the other statistics', () => {
  it('tell the serial share of a speed-up, its ends from the ends of the interval', () => {
    expect(digits(parts(karpFlatt(2, sure(1.6, 1.5, 2))))).toEqual(digits([0.25, 0, 1 / 3]));
    expect(() => karpFlatt(1, sure(1))).toThrow(RangeError);
  });

  it('find where a level changes, and none in noise', () => {
    const noise = [0.01, -0.02, 0.015, -0.005, 0.02, -0.01, 0.005, -0.015, 0.01, -0.01];
    expect(changePoints(noise)).toEqual([0]);
    expect(changePoints([...noise.map((one) => one + 3), ...noise])).toEqual([0, 10]);
    expect(changePoints([])).toEqual([]);
  });

  it('find the size from which lanes pay, halfway on a log scale', () => {
    const found = crossing([at(1e2, 0.5), at(1e4, 2)]);
    if (found.state !== 'found') throw new Error('expected a crossing');
    expect(found.size.value).toBeCloseTo(1000, 6);
    expect(found.size.low).toBeLessThan(1000);
    expect(found.size.high).toBeGreaterThan(1000);
    expect(crossing([at(1e2, 2), at(1e4, 3)]).state).toBe('always pays');
    expect(crossing([at(1e2, 0.2), at(1e4, 0.3)]).state).toBe('never pays');
    expect(crossing([at(1e2, 0.5), at(1e4, 1.01)]).state).toBe('unclear');
    expect(crossing([]).state).toBe('unclear');
  });

  it('call two series different only if the interval, the cross-check and both batches say so', () => {
    const rounds = Array.from({ length: 20 }, (_, i) => ({
      base: 110 + (i % 3),
      other: 100,
      batch: i < 10 ? 0 : 1,
    }));
    const comparison = compareSeries(rounds);
    expect(decide(comparison)).toBe('faster');
    expect(decide({ ...comparison, agree: false })).toBe('inconclusive');
    expect(decide(compareSeries(rounds.slice(0, 4)))).toBe('inconclusive');
    const same = compareSeries(rounds.map(({ batch }, i) => ({ base: 100 + (i % 2), other: 100, batch })));
    expect(decide(same)).toBe('no difference');
    const turned = compareSeries(
      rounds.map(({ base, other, batch }) => ({ base: other, other: base, batch })),
    );
    expect([decide(turned), turned.batches.length, turned.agree]).toEqual(['slower', 2, true]);
    const split = compareSeries(
      rounds.map((pair, i) => (i < 10 ? pair : { base: 99, other: 100, batch: 1 })),
    );
    expect(split.agree).toBe(false);
  });
});
