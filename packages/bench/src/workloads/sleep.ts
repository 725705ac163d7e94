import { setTimeout as wait } from 'node:timers/promises';
import { defineTask, type Task } from '@counterpoint/core';
import type { Workload } from './workload.ts';

/** Waits like a fetch that takes this many ms. */
export const fetchData: Task<(ms: number) => Promise<number>> = defineTask(
  import.meta.url,
  'fetchData',
  async (ms: number): Promise<number> => {
    await wait(ms);
    return ms;
  },
);

/** The article's three fetches of 2, 3 and 1 units; the size is the unit in ms. */
export const sleep: Workload = {
  id: 'sleep',
  title: 'sleep: 3 fetches of 2, 3 and 1 units of time',
  sizes: { quick: 10, default: 10, full: 1000 },
  unit: 'ms a unit',
  kind: 'io',
  python: 'sleep',
  cpp: 'sleep',
  article: true,
  open: async (size) => {
    const items = [2 * size, 3 * size, size];
    return { task: fetchData, items, expected: items };
  },
};
