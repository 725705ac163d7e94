import { call, callSync } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';
import { noise, sample, zeros } from './sample.ts';

/** What `matmul` multiplies, and where to; all matrices are stored row by row. */
export interface MatmulInput {
  /** rows * inner elements. */
  readonly a: Float64Array;
  /** inner * columns elements. */
  readonly b: Float64Array;
  /** Written in place: rows * columns elements, in memory apart from `a` and `b`. */
  readonly out: Float64Array;
  /** 0 to 2^20. */
  readonly rows: number;
  /** 0 to 2^20. */
  readonly inner: number;
  /** 0 to 2^20. */
  readonly columns: number;
}

/** Options of `matmul`. */
export interface MatmulOptions extends CallOptions, MatmulInput {}

/** Options of `matmulSync`. */
export interface MatmulSyncOptions extends SyncOptions, MatmulInput {}

/** Multiplies two matrices and resolves to `out`. Each element is added up in the order of `inner`, so the result is
 * the same for any number of threads. Do not transfer or detach a buffer before the promise settles.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function matmul<const Options extends MatmulOptions>(
  options: Options,
): Promise<Outcome<Options, Float64Array>> {
  return call('matmul', options) as Promise<Outcome<Options, Float64Array>>;
}

/** Does what `matmul` does on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function matmulSync<const Options extends MatmulSyncOptions>(
  options: Options,
): Outcome<Options, Float64Array> {
  return callSync('matmul', options) as Outcome<Options, Float64Array>;
}

/** Multiplies two matrices in JavaScript, row by row: a is rows x inner, b is inner x columns, out is rows x columns. */
export function matmulTwin(
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

sample('matmul', {
  sizes: [0, 60],
  benchSize: 1000,
  power: 3,
  input: (side) => ({
    a: noise(side * side, 1),
    b: noise(side * side, 2),
    out: zeros(side * side),
    rows: side,
    inner: side,
    columns: side,
  }),
  twin: ({ a, b, out, rows, inner, columns }) => matmulTwin(a, b, out, rows, inner, columns),
});
