import { defineTask, type Task } from '@counterpoint/core';
import { mandelbrot as draw } from '@counterpoint/native/twins';
import type { Workload } from './workload.ts';

const LIMIT = 200;

/** Adds up what the pixels count. */
function total(out: Uint16Array): number {
  return out.reduce((sum, count) => sum + count, 0);
}

/** Draws the set, size x size pixels, and adds up the counts. */
export const mandelbrotSum: Task<(size: number) => number> = defineTask(
  import.meta.url,
  'mandelbrotSum',
  (size: number): number => total(draw(new Uint16Array(size * size), size, size, LIMIT)),
  { kernel: 'mandelbrot' },
);

/** Floating point without memory: the friendliest case for threads. */
export const mandelbrot: Workload = {
  id: 'mandelbrot',
  title: 'mandelbrot: 4 pictures',
  sizes: { quick: 64, default: 128, full: 1024 },
  unit: 'pixels a side',
  kind: 'cpu',
  kernel: true,
  open: async (size) => ({
    task: mandelbrotSum,
    items: Array(4).fill(size),
    expected: Array(4).fill(mandelbrotSum(size)),
    nativeItems: () =>
      Array.from({ length: 4 }, () => ({
        out: new Uint16Array(size * size),
        width: size,
        height: size,
        limit: LIMIT,
      })),
    nativeResult: total,
  }),
};
