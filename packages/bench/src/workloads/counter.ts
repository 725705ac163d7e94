import { defineTask, type Task } from '@counterpoint/core';
import type { Workload } from './workload.ts';

/** Counts to n one step at a time: the article's loop. */
export const countTo: Task<(n: number) => number> = defineTask(
  import.meta.url,
  'countTo',
  (n: number): number => {
    let i = 0;
    for (; i < n; ++i);
    return i;
  },
  { kernel: 'counter' },
);

/** The article's CPU-bound loop, four times. */
export const counter: Workload = {
  id: 'counter',
  title: 'counter: 4 loops that only count',
  sizes: { quick: 400_000, default: 2_000_000, full: 1_000_000_000 },
  unit: 'iterations a job',
  kind: 'cpu',
  kernel: true,
  python: 'counter',
  cpp: 'counter',
  article: true,
  open: async (size) => ({
    task: countTo,
    items: [size, size, size, size],
    expected: [size, size, size, size],
  }),
};
