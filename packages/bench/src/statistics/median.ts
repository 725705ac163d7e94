/**
 * Gives the middle value, or the mean of the two middle ones, in the unit of the values.
 * @throws {RangeError} if empty
 */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('median: expected at least one value, got none');
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** Copies values into ascending order. */
export function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}
