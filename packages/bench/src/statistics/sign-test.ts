import { fairTossesCdf } from './binomial.ts';

/**
 * Gives the two-sided p value of the sign test that the median is 0; values of exactly 0 are left out.
 * @returns 1 if no value is left
 * Source: Conover, Practical Nonparametric Statistics (1999), section 3.4.
 */
export function signTestP(values: readonly number[]): number {
  const above = values.filter((value) => value > 0).length;
  const below = values.filter((value) => value < 0).length;
  return Math.min(1, 2 * fairTossesCdf(Math.min(above, below), above + below));
}
