import { describe, expect, it } from 'vitest';
import { fairTossesCdf } from '../src/statistics/binomial.ts';
import { median } from '../src/statistics/median.ts';
import { pairedRatio } from '../src/statistics/paired-ratio.ts';
import { signInterval } from '../src/statistics/sign-interval.ts';

describe('the statistics', () => {
  it('give the binomial distribution function as tables do', () => {
    expect(fairTossesCdf(2, 10)).toBeCloseTo(56 / 1024, 12);
    expect(fairTossesCdf(5, 20)).toBeCloseTo(21700 / 1048576, 12);
    expect([fairTossesCdf(-1, 5), fairTossesCdf(5, 5)]).toEqual([0, 1]);
  });

  it('give the median of odd and even numbers of values, and refuse none', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect(() => median([])).toThrow(RangeError);
  });

  it('give the sign-test interval of 20 values between the 6th and the 15th, as the tables of Conover do', () => {
    const values = Array.from({ length: 20 }, (_, i) => i + 1);
    const { low, high, confidence } = signInterval(values);
    expect([low, high]).toEqual([6, 15]);
    expect(confidence).toBeCloseTo(0.9586, 4);
  });

  it('say that three values cover less than was asked for', () => {
    expect(signInterval([1, 2, 3])).toEqual({ value: 2, low: 1, high: 3, confidence: 0.75 });
  });

  it('give the speed-up as the median ratio of pairs', () => {
    const { value } = pairedRatio([
      { base: 2, other: 1 },
      { base: 8, other: 2 },
      { base: 3, other: 1 },
    ]);
    expect(value).toBeCloseTo(3, 12);
    expect(() => pairedRatio([{ base: 0, other: 1 }])).toThrow(RangeError);
  });
});
