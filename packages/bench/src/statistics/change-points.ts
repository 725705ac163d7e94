/**
 * Finds where the level of a series changes: the segmentation with the least squares plus a penalty for each change.
 *
 * The noise is estimated from differences of neighbours, so that a change of level does not hide itself.
 * @param values - in order of time
 * @returns the index at which each segment begins, the first is 0; empty for no values
 * Source: Jackson et al. (2005), optimal partitioning; penalty 3 ln n for warm-up as in Barrett et al. (2017).
 */
export function changePoints(values: readonly number[]): number[] {
  const n = values.length;
  if (n === 0) return [];
  const noise = neighbourVariance(values);
  const penalty = 3 * Math.log(n) * noise;
  const sums = [0];
  const squares = [0];
  for (const value of values) {
    sums.push((sums.at(-1) ?? 0) + value);
    squares.push((squares.at(-1) ?? 0) + value * value);
  }
  const cost = (from: number, to: number): number => {
    const sum = at(sums, to) - at(sums, from);
    return Math.max(0, at(squares, to) - at(squares, from) - (sum * sum) / (to - from));
  };
  const best = [-penalty];
  const previous = [0];
  for (let end = 1; end <= n; end++) {
    let least = Infinity;
    let from = 0;
    for (let start = 0; start < end; start++) {
      const total = at(best, start) + cost(start, end) + penalty;
      if (total < least) [least, from] = [total, start];
    }
    best.push(least);
    previous.push(from);
  }
  const begins: number[] = [];
  for (let end = n; end > 0; end = at(previous, end)) begins.unshift(at(previous, end));
  return begins;
}

/** Variance of the noise, from the median square of neighbours' differences. Source: Rice (1984), made robust. */
function neighbourVariance(values: readonly number[]): number {
  const squares = values
    .slice(1)
    .map((value, i) => (value - (values[i] ?? value)) ** 2)
    .toSorted((a, b) => a - b);
  // 0.455 is the median of the chi-square distribution with one degree of freedom.
  return (squares[squares.length >> 1] ?? 0) / 2 / 0.455 + 1e-12;
}

function at(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}
