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

const shuffled = (names) =>
  names
    .map((name) => [Math.random(), name])
    .toSorted(([a], [b]) => a - b)
    .map(([, name]) => name);

/** Runs groups of variants: in a round each group once, in random order, and those of a group one right after the other,
 * in random order, too. Returns the results of each, in the order of rounds, and how many rounds were run `again`.
 * @param groups - by name, functions by name, each sync or async
 * @param calm - tells by its results, by group and name, whether a round counts; at most `rounds` are run again */
export async function interleaveGroups(rounds, groups, calm = () => true) {
  const results = {};
  for (const [group, variants] of Object.entries(groups))
    results[group] = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  for (const variants of Object.values(groups)) for (const run of Object.values(variants)) await run();
  let again = 0;
  for (let round = 0; round < rounds;) {
    const seen = {};
    for (const group of shuffled(Object.keys(groups))) {
      seen[group] = {};
      for (const name of shuffled(Object.keys(groups[group])))
        seen[group][name] = await groups[group][name]();
    }
    if (!calm(seen) && again < rounds) {
      again++;
      continue;
    }
    round++;
    for (const group of Object.keys(groups))
      for (const [name, result] of Object.entries(seen[group])) results[group][name].push(result);
  }
  return { results, again };
}

/** Runs every variant once a round, in random order; returns the results of each, in the order of rounds.
 * @param variants - functions by name, each sync or async */
export const interleave = async (rounds, variants) =>
  (await interleaveGroups(rounds, { all: variants })).results.all;

/** The paired ratio of two series of numbers, round by round. */
export const ratio = (above, below) => medianOf(above.map((value, round) => value / below[round]));
