import { defineTask, type Task } from '@counterpoint/core';
import { sort as sortValues } from '@counterpoint/native/twins';
import { seededRandom } from '../engine/random.ts';
import type { Workload } from './workload.ts';

/** Numbers in no order, the same on every call. */
function unsorted(size: number): Float64Array {
  const random = seededRandom(size);
  return Float64Array.from({ length: size }, () => random());
}

/** Picks an element from each tenth: enough to tell an unsorted array. */
function spots(sorted: Float64Array): number[] {
  return Array.from({ length: 10 }, (_, i) => sorted[Math.floor((i * sorted.length) / 10)] ?? 0);
}

/** Makes numbers and sorts them; gives ten of them. */
export const sortSpots: Task<(size: number) => number[]> = defineTask(
  import.meta.url,
  'sortSpots',
  (size: number): number[] => spots(sortValues(unsorted(size))),
  { kernel: 'sort' },
);

/** Branches that nobody can foresee. */
export const sort: Workload = {
  id: 'sort',
  title: 'sort: 4 arrays of doubles',
  sizes: { quick: 20_000, default: 40_000, full: 2_000_000 },
  unit: 'numbers an array',
  kind: 'cpu',
  kernel: true,
  open: async (size) => ({
    task: sortSpots,
    items: Array(4).fill(size),
    expected: Array.from({ length: 4 }, () => spots(unsorted(size).toSorted((a, b) => a - b))),
    nativeItems: () => Array.from({ length: 4 }, () => ({ values: unsorted(size) })),
    nativeResult: spots,
  }),
};
