import { defineTask } from '@counterpoint/core';

/** Counts the primes below n, the slow way. */
export const countPrimes = defineTask(import.meta.url, 'countPrimes', (n) => {
  if (n < 0) throw new RangeError(`expected a limit from 0 up, got ${n}`);
  let count = 0;
  for (let candidate = 2; candidate < n; candidate++) {
    let prime = true;
    for (let d = 2; d * d <= candidate && prime; d++) prime = candidate % d !== 0;
    if (prime) count++;
  }
  return count;
});

/** Never ends by itself. */
export const spin = defineTask(import.meta.url, 'spin', () => {
  for (;;);
});

/** Takes its process with it. */
export const crash = defineTask(import.meta.url, 'crash', () => process.exit(1));
