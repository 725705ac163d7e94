import { defineTask, type Task } from '@counterpoint/core';
import { matmul as multiply } from '@counterpoint/native/twins';
import type { Workload } from './workload.ts';

/** A matrix of whole numbers, so that sums are exact in any order. */
function matrix(size: number, step: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, i) => (i * step) % 17);
}

/** Adds up all elements. */
function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Multiplies two matrices, size x size, and adds up the product. */
export const matmulSum: Task<(size: number) => number> = defineTask(
  import.meta.url,
  'matmulSum',
  (size: number): number =>
    total(multiply(matrix(size, 3), matrix(size, 5), new Float64Array(size * size), size, size, size)),
  { kernel: 'matmul' },
);

/** Floating point over memory that fits the caches. */
export const matmul: Workload = {
  id: 'matmul',
  title: 'matmul: 4 products of matrices',
  sizes: { quick: 64, default: 128, full: 512 },
  unit: 'rows and columns',
  kind: 'cpu',
  kernel: true,
  open: async (size) => {
    const [a, b] = [matrix(size, 3), matrix(size, 5)];
    return {
      task: matmulSum,
      items: Array(4).fill(size),
      expected: Array(4).fill(matmulSum(size)),
      nativeItems: () =>
        Array.from({ length: 4 }, () => ({
          a,
          b,
          out: new Float64Array(size * size),
          rows: size,
          inner: size,
          columns: size,
        })),
      nativeResult: total,
    };
  },
};
