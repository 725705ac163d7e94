/**
 * Adjusts p values so that the chance of any false claim in the table stays below the level.
 * @param pValues - 0 to 1 each
 * @returns adjusted values in the order of the input; empty for none
 * Source: Holm (1979), A simple sequentially rejective multiple test procedure.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).toSorted((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = [...pValues];
  let greatest = 0;
  for (const [rank, index] of order.entries()) {
    greatest = Math.max(greatest, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 0)));
    adjusted[index] = greatest;
  }
  return adjusted;
}
