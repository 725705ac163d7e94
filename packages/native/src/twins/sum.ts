/** Adds 0 + 1 + … + (n - 1) in JavaScript; exact for n <= 134,217,728, where the sum is a safe integer. */
export function sum(n: number): number {
  let total = 0;
  for (let value = 0; value < n; value++) total += value;
  return total;
}
