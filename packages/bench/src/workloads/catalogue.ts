import { bigArguments } from './big-arguments.ts';
import { counter } from './counter.ts';
import { download } from './download.ts';
import { fileHash } from './file-hash.ts';
import { jsonText } from './json-text.ts';
import { mandelbrot } from './mandelbrot.ts';
import { matmul } from './matmul.ts';
import { mixed } from './mixed.ts';
import { monteCarloPi } from './monte-carlo-pi.ts';
import { primes } from './primes.ts';
import { hashBuffers } from './hash-buffers.ts';
import { sleep } from './sleep.ts';
import { sort } from './sort.ts';
import { shortSum, sum } from './sum.ts';
import { tiny } from './tiny.ts';
import { triad } from './triad.ts';
import type { Workload } from './workload.ts';

/** All workloads, in the order of the report: those that bear claims come first. */
export const WORKLOADS: readonly Workload[] = [
  counter,
  sum,
  shortSum,
  sleep,
  download,
  hashBuffers,
  mixed,
  primes,
  mandelbrot,
  matmul,
  sort,
  triad,
  monteCarloPi,
  jsonText,
  fileHash,
  tiny,
  bigArguments,
];

/**
 * Finds a workload by its id.
 * @throws {RangeError} if there is none
 */
export function workloadById(id: string): Workload {
  const found = WORKLOADS.find((one) => one.id === id);
  if (found === undefined)
    throw new RangeError(
      `unknown workload "${id}": expected some of ${WORKLOADS.map((one) => one.id).join(', ')}`,
    );
  return found;
}
