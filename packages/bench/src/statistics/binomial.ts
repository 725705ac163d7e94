/**
 * Gives P(X <= k) for X ~ Binomial(n, 1/2): the chance of at most k heads in n fair tosses.
 * @param k - below 0 gives 0, n and above gives 1
 * @param n - 0 to about 1000, where 2^-n leaves the range of a double
 */
export function fairTossesCdf(k: number, n: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  let term = 2 ** -n;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= (n - i + 1) / i;
    sum += term;
  }
  return Math.min(1, sum);
}
