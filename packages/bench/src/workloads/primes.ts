import { defineTask, type Task } from '@counterpoint/core';
import { primes as countPrimes } from '@counterpoint/native/twins';
import type { Workload } from './workload.ts';

/** Counts the primes below n. */
export const primesBelow: Task<(n: number) => number> = defineTask(
  import.meta.url,
  'primesBelow',
  (n: number): number => countPrimes(n),
  { kernel: 'primes' },
);

/** Numbers of primes below powers of ten. Source: OEIS A006880. */
const KNOWN: Readonly<Record<number, number>> = { 1e5: 9592, 1e6: 78_498, 1e7: 664_579 };

/** A sieve: whole numbers, branches, a little memory. */
export const primes: Workload = {
  id: 'primes',
  title: 'primes: 4 sieves',
  sizes: { quick: 100_000, default: 1_000_000, full: 10_000_000 },
  unit: 'limit of a sieve',
  kind: 'cpu',
  kernel: true,
  python: 'primes',
  open: async (size) => {
    const expected = KNOWN[size] ?? countPrimes(size);
    return { task: primesBelow, items: Array(4).fill(size), expected: Array(4).fill(expected) };
  },
};
