import { defineTask, type Task } from '@counterpoint/core';
import type { Session, Workload } from './workload.ts';

/** Adds 0 + 1 + … + (n - 1); exact for n <= 134,217,728. */
export const sumTo: Task<(n: number) => number> = defineTask(
  import.meta.url,
  'sumTo',
  (n: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += i;
    return sum;
  },
  { kernel: 'sum' },
);

const open = async (size: number): Promise<Session> => {
  const expected = (size * (size - 1)) / 2;
  return {
    task: sumTo,
    items: [size, size, size, size],
    expected: [expected, expected, expected, expected],
  };
};

/** The article's sum over a range, four times. */
export const sum: Workload = {
  id: 'sum',
  title: 'sum: 4 sums over a range',
  sizes: { quick: 300_000, default: 1_000_000, full: 100_000_000 },
  unit: 'terms a job',
  kind: 'cpu',
  kernel: true,
  python: 'sum',
  cpp: 'sum',
  article: true,
  open,
};

/** The same, short, with the start of the lanes in the measured time: what claim C4 is about. */
export const shortSum: Workload = {
  id: 'shortSum',
  title: 'shortSum: 4 short sums, lanes started cold in the measured time',
  sizes: { quick: 10_000, default: 10_000, full: 10_000 },
  unit: 'terms a job',
  kind: 'cpu',
  python: 'sum',
  cpp: 'sum',
  cold: true,
  article: true,
  open,
};
