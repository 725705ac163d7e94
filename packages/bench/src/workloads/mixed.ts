import { setTimeout as wait } from 'node:timers/promises';
import { defineTask, type Task } from '@counterpoint/core';
import { countTo } from './counter.ts';
import type { Workload } from './workload.ts';

const WAIT_MS = 4;

/** Waits 4 ms, as for an answer, then computes. */
export const waitThenCount: Task<(n: number) => Promise<number>> = defineTask(
  import.meta.url,
  'waitThenCount',
  async (n: number): Promise<number> => {
    await wait(WAIT_MS);
    return countTo(n);
  },
);

/** Waiting and computing in one job. */
export const mixed: Workload = {
  id: 'mixed',
  title: `mixed: 8 jobs that wait ${WAIT_MS} ms, then count`,
  sizes: { quick: 200_000, default: 300_000, full: 100_000_000 },
  unit: 'iterations a job',
  kind: 'mixed',
  python: 'mixed',
  open: async (size) => ({ task: waitThenCount, items: Array(8).fill(size), expected: Array(8).fill(size) }),
};
