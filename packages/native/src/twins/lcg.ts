/** Steps the linear congruential generator n times from `seed` in JavaScript: an unsigned 32-bit integer. */
export function lcg(n: number, seed = 0): number {
  let state = seed | 0;
  for (let step = 0; step < n; step++) state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return state >>> 0;
}
