/** Sorts in place as the engine does. */
export function sort(values: Float64Array): Float64Array {
  // oxlint-disable-next-line unicorn/no-array-sort -- in place is the point
  return values.sort();
}
