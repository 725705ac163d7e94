import { defineTask, type Task } from '@counterpoint/core';
import type { Workload } from './workload.ts';

/** Adds one: nothing that any lane could pay for. */
export const addOne: Task<(n: number) => number> = defineTask(
  import.meta.url,
  'addOne',
  (n: number): number => n + 1,
);

/** Jobs so short that carrying them is all that is measured. */
export const tiny: Workload = {
  id: 'tiny',
  title: 'tiny: jobs that add one',
  sizes: { quick: 1000, default: 5000, full: 100_000 },
  unit: 'jobs',
  kind: 'cpu',
  open: async (size) => {
    const items = Array.from({ length: size }, (_, i) => i);
    return { task: addOne, items, expected: items.map((i) => i + 1) };
  },
};
