/** Sets a[i] = b[i] + s * c[i] in JavaScript. */
export function triad(a: Float64Array, b: Float64Array, c: Float64Array, s: number): Float64Array {
  for (let i = 0; i < a.length; i++) a[i] = b[i]! + s * c[i]!;
  return a;
}
