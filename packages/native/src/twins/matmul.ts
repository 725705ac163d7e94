/** Multiplies two matrices in JavaScript, row by row: a is rows x inner, b is inner x columns, out is rows x columns. */
export function matmul(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  out.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const scale = a[i * inner + k]!;
      for (let j = 0; j < columns; j++) out[i * columns + j]! += scale * b[k * columns + j]!;
    }
  }
  return out;
}
