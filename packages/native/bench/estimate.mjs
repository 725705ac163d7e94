/** The median of paired ratios with the sign test's interval: it holds for any distribution of the noise, where means
 * and minima do not. At 6 pairs or fewer the interval is the whole range.
 * @param ratios - one a round, length >= 1
 * Source: Conover, Practical Nonparametric Statistics (order statistics of the binomial, two-sided 5 %). */
export function medianOf(ratios) {
  const sorted = ratios.toSorted((a, b) => a - b);
  const n = sorted.length;
  const middle = (sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2;
  let outside = 0;
  let term = 0.5 ** n;
  for (let below = 0; below < n / 2; below++) {
    if (2 * (outside + term) > 0.05)
      return {
        value: middle,
        low: sorted[below - 1] ?? sorted[0],
        high: sorted[n - below] ?? sorted[n - 1],
        rounds: n,
      };
    outside += term;
    term *= (n - below) / (below + 1);
  }
  return { value: middle, low: sorted[0], high: sorted[n - 1], rounds: n };
}

/** The same values in random order. */
export const shuffled = (values) =>
  values
    .map((value) => [Math.random(), value])
    .toSorted(([a], [b]) => a - b)
    .map(([, value]) => value);

/** Runs every variant once a round, in random order, after a round that does not count; returns the results of each, in the
 * order of rounds.
 * @param variants - functions by name, each sync or async */
export async function interleave(rounds, variants) {
  const results = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  for (const run of Object.values(variants)) await run();
  for (let round = 0; round < rounds; round++)
    for (const name of shuffled(Object.keys(variants))) results[name].push(await variants[name]());
  return results;
}

/** The paired ratio of two series of numbers, round by round. */
export const ratio = (above, below) => medianOf(above.map((value, round) => value / below[round]));
