import { defineTask, type Task } from '@counterpoint/core';
import { monteCarloPi as estimatePi } from '@counterpoint/native/twins';
import type { Workload } from './workload.ts';

/** Estimates pi from n random points. */
export const piFrom: Task<(n: number) => number> = defineTask(
  import.meta.url,
  'piFrom',
  (n: number): number => estimatePi(n),
  { kernel: 'monteCarloPi' },
);

/** Whole numbers with long dependencies, no memory at all. */
export const monteCarloPi: Workload = {
  id: 'monteCarloPi',
  title: 'monteCarloPi: 4 estimates of pi',
  sizes: { quick: 20_000, default: 60_000, full: 10_000_000 },
  unit: 'points an estimate',
  kind: 'cpu',
  kernel: true,
  open: async (size) => ({
    task: piFrom,
    items: Array(4).fill(size),
    expected: Array(4).fill(estimatePi(size)),
  }),
};
