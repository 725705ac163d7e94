import { counter } from './counter.ts';
import { download } from './download.ts';
import { sleep } from './sleep.ts';
import { shortSum, sum } from './sum.ts';
import type { Workload } from './workload.ts';

/** All workloads, in the order of the report. */
export const WORKLOADS: readonly Workload[] = [counter, sum, shortSum, sleep, download];
