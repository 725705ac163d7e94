/** Counts to n in JavaScript: what the C++ kernel is compared with. */
export function counter(n: number): number {
  let counted = 0;
  while (counted < n) counted++;
  return counted;
}
