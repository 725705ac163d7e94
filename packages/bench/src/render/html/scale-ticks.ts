/** Ticks of a logarithmic axis: 1, 2 and 5 of each decade within the domain, thinned to at most `most`. */
export function logTicks([low, high]: readonly [number, number], most = 7): number[] {
  const decades = Array.from({ length: 25 }, (_, index) => index - 12);
  const within = (steps: readonly number[]): number[] =>
    decades
      .flatMap((decade) => steps.map((step) => Number(`${step}e${decade}`)))
      .filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
  return [[1, 2, 5], [1, 3], [1]].map(within).find((ticks) => ticks.length <= most) ?? within([1]);
}

/**
 * The domain of a logarithmic axis around positive values, with some air.
 * @param always - values that must be seen, e.g. 1 for a ratio
 */
export function logDomain(
  values: readonly number[],
  always: readonly number[] = [],
  air = 1.12,
): [number, number] {
  const positive = [...values, ...always].filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return [0.5, 2];
  return [Math.min(...positive) / air, Math.max(...positive) * air];
}
